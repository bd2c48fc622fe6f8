// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `account`: what is done to accounts in a database that no server has open.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Make accounts in a database that no server has open.",
        subcommands: [CreateAdminCommand.self])
}
