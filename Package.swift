// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with: the compiler holds the walls.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-static-stdlib"], .when(configuration: .release)),
]

/// Set by Tests/Fuzzing/run: the pure targets tell the fuzzer where inputs lead, and there is one more to start it.
let fuzzes = Context.environment["OUTRIDER_FUZZING"] != nil
let fuzzed = settings + (fuzzes ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])

let linker: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
]

let package = Package(
    name: "outrider",
    products: [
        .executable(name: "outrider", targets: ["outrider"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // libyaml, the C library: module map and nothing else.
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // libgit2, the C library: module map and the variadic calls as inline functions.
        .systemLibrary(name: "CGit", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        // YAML text to nodes with positions; no words of the domain.
        .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: fuzzed),
        // Git objects, trees, commits and reference swaps; no words of the domain.
        .target(
            name: "Git",
            dependencies: ["CGit", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        // The pure half: book, checks, time, templates, messages, plan, journal lines.
        .target(
            name: "OutriderCore",
            dependencies: [
                "YAML",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: fuzzed),
        // The effects: sources, providers, write-ahead log, journal store, runner.
        .target(name: "OutriderDelivery", dependencies: ["OutriderCore", "Git"], swiftSettings: settings),
        // Arguments, environment, output and exit codes.
        .executableTarget(
            name: "outrider",
            dependencies: [
                "OutriderCore", "OutriderDelivery",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings,
            linkerSettings: linker),
        .testTarget(name: "YAMLTests", dependencies: ["YAML"], swiftSettings: settings),
        .testTarget(name: "GitTests", dependencies: ["Git"], swiftSettings: settings),
        .testTarget(
            name: "OutriderCoreTests", dependencies: ["OutriderCore", "YAML"],
            exclude: ["Messages/Golden", "Templates/Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "OutriderDeliveryTests", dependencies: ["OutriderDelivery"], swiftSettings: settings),
        .testTarget(
            name: "OutriderTests",
            dependencies: [
                "outrider",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: settings),
    ]
)

if fuzzes {
    package.targets.append(
        .executableTarget(
            name: "Fuzzing", dependencies: ["OutriderCore", "YAML"], path: "Tests/Fuzzing", exclude: ["Corpus", "run"],
            swiftSettings: fuzzed, linkerSettings: linker))
}
