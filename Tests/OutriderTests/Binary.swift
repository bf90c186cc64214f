import Foundation

/// The program under test.
enum Binary {
    /// `OUTRIDER_BINARY`, else beside the test bundle, else the debug build of the package.
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["OUTRIDER_BINARY"], !path.isEmpty { return path }
        let beside = Bundle.main.bundleURL.appendingPathComponent("outrider").path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path.count > 1 {
            let file = folder.appendingPathComponent("outrider").path
            var isFolder: ObjCBool = false
            if unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
                return file
            }
            folder.deleteLastPathComponent()
        }
        return package + "/.build/debug/outrider"
    }()

    /// The package's folder.
    static let package: String = {
        let here = URL(fileURLWithPath: #filePath)
        return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    /// Whether golden files are to be written anew.
    static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

    /// Nothing of the developer's own git, home or locale.
    static func environment(home: String, now: String?) -> [String: String] {
        var environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": home, "XDG_STATE_HOME": home + "/state", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "100",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@localhost",
            "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@localhost",
        ]
        if let now {
            environment["OUTRIDER_NOW"] = now
            environment["GIT_AUTHOR_DATE"] = now
            environment["GIT_COMMITTER_DATE"] = now
        }
        return environment
    }
}
