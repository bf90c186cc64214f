// Files and their names.
extension Explanation {
    static let unreadable = Explanation(
        "The file or the git object is there but could not be read: rights, a damaged disk or a damaged repository.",
        cure: "Look at the rights of the file, or run `git fsck`; the message says what the system said.")

    static let emptyFile = Explanation(
        "The file holds nothing, or only comments, so it is no record.",
        cure: "Delete it, or write what its kind requires:",
        example: """
            # people/ada.yaml
            firstName: Ada
            email: ada@example.com
            """)

    static let missingFile = Explanation(
        "The book has no outrider.yaml in its root, so nothing is known of its name, time zone and channels.",
        cure: "Run `outrider init`, or write the file:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            timezone: Africa/Johannesburg
            """)

    static let notAFile = Explanation(
        "A record is a link, a folder or a submodule. What it points to may differ from machine to machine, so it is not read.",
        cure: "Put the file itself where the link is.")

    static let wrongExtension = Explanation(
        "A record ends in .yaml; one that ends in .yml would be overlooked without this error.",
        cure: "Rename it: `git mv people/ada.yml people/ada.yaml`.")

    static let tooLarge = Explanation(
        "The file is over the limit: 1 MiB, or 8 MiB for an enrollment or a suppression list.",
        cure: "Split it into several files of the same kind, such as enrollments/2026-11/a.yaml and b.yaml.")

    static let badID = Explanation(
        "An id is the path of a file below its folder without .yaml: letters, digits and . _ - /, no part beginning with a dot. "
            + "Ids stand in the journal and in message ids, so they are plain.",
        cure: "Rename the file, or correct the id where it is used:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            people:
              - za/ada
            """)

    static let duplicateID = Explanation(
        "Two files differ only in upper and lower case. macOS and Windows cannot hold both, so a clone there would lose one.",
        cure: "Rename one of them; keep its old id under `formerly:`:",
        example: """
            # people/ada-lovelace.yaml
            firstName: Ada
            formerly: Ada
            """)

    static let badFormerly = Explanation(
        "`formerly:` names an id that still has a file of its own, or that another record goes on with. A person's progress "
            + "can go on in one record only.",
        cure: "Remove the old file, or the line in all but one record:",
        example: """
            # people/za/ada.yaml
            firstName: Ada
            formerly: ada
            """)

    static let movedWithoutFormerly = Explanation(
        "A file is gone and a new one has the same bytes, or the address of the same person, but does not say that it is "
            + "the old one. The run holds whom it concerns as looks-moved: it neither sends twice nor begins anew.",
        cure: "Name the old id, so that people go on where they were:",
        example: """
            # people/za/ada.yaml
            firstName: Ada
            email: ada@example.com
            formerly: ada
            """)

    static let possibleSecret = Explanation(
        "The file seems to hold a key or a password. Everyone who can read the repository, now or later, can use it.",
        cure:
            "Take it out, and revoke it if it was ever committed. A run takes secrets from its environment: RESEND_API_KEY, "
            + "TWILIO_AUTH_TOKEN, SMTP_PASSWORD. A value that is no secret stands under a key of another name.")
}
