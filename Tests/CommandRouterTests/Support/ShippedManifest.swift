// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter

/// The manifest that ships, with counting handlers for the commands that tests call.
enum ShippedManifest {
    static let manifest = ManifestReader().read(file: root + "/commands.yaml").manifest

    private static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }

    private enum Update: CommandTag { static let name: CommandName = "campaign.update" }
    private enum Cancel: CommandTag { static let name: CommandName = "campaign.cancel" }
    private enum Copy: CommandTag { static let name: CommandName = "campaign.copy" }
    private enum Recipients: CommandTag { static let name: CommandName = "campaign.recipients.get" }
    private enum GetAll: CommandTag { static let name: CommandName = "campaigns.get" }
    private enum DeleteAll: CommandTag { static let name: CommandName = "campaigns.delete" }
    private enum CreateTag: CommandTag { static let name: CommandName = "tag.create" }
    private enum AssignTag: CommandTag { static let name: CommandName = "tag.assigntocampaigns" }
    private enum SplitTest: CommandTag { static let name: CommandName = "splittest.create" }
    private enum Login: CommandTag { static let name: CommandName = "user.login" }
    private enum Logout: CommandTag { static let name: CommandName = "user.logout" }
    private enum CreateAccount: CommandTag { static let name: CommandName = "account.create" }

    /// A router whose handlers count their runs and do nothing else.
    static func router(_ runs: RunCount = RunCount(), authenticator: any Authenticator = Callers()) throws -> Router {
        guard let manifest else { throw Unreadable() }
        let campaigns = TestPlugin(
            Counting<Update>(runs), Counting<Cancel>(runs), Counting<Copy>(runs), Counting<Recipients>(runs), Counting<GetAll>(runs),
            Counting<DeleteAll>(runs), named: "campaigns")
        let tags = TestPlugin(Counting<CreateTag>(runs), Counting<AssignTag>(runs), named: "tags")
        let accounts = TestPlugin(Counting<Login>(runs), Counting<Logout>(runs), Counting<CreateAccount>(runs), named: "accounts")
        let splitTests = TestPlugin(Counting<SplitTest>(runs), named: "splittests")
        return Router.of(manifest, campaigns, tags, accounts, splitTests, authenticator: authenticator)
    }

    /// A router in which every command has a handler that takes anything.
    static func wholeRouter() throws -> Router {
        guard let manifest else { throw Unreadable() }
        var settings = RouterSettings()
        settings.standIns = StandIn.Runs()
        return Router.of(manifest, settings: settings)
    }

    struct Unreadable: Error {}
}
