// SPDX-License-Identifier: Apache-2.0

import CommandServer

/// `import subscribers`: people for a list, through `subscribers.import`.
enum SubscriberImport: CommandImporter {
    static var declaration: ImportDeclaration {
        ImportDeclaration(
            name: "subscribers", command: "subscribers.import", rows: "Subscribers",
            option: .init("list", parameter: "ListID", help: "The list that they come on."), columns: ["EmailAddress"],
            counts: [.init("TotalAdded", says: "added"), .init("TotalUpdated", says: "updated")],
            abstract: "Add people to a list, or change those who are on it.",
            discussion: """
                EXAMPLES
                  command-router import subscribers people.csv --list 12
                  command-router import subscribers people.csv --list 12 --resume
                  command-router import subscribers people.csv --list 12 --map "E-mail=EmailAddress" --map "Notes="

                Columns are EmailAddress, FirstName, LastName, the names of the list's custom fields, Tags (ids with commas between) \
                and Resubscribe (yes for somebody who asked for mail again after unsubscribing).
                """)
    }
}
