// SPDX-License-Identifier: Apache-2.0

import AudiencePlugin
import CampaignDemo
import CampaignDomain
import CampaignsPlugin
import CommandKit
import CommandServer
import SplitTestsPlugin
import TagsPlugin

/// The standard server: the campaign API. This is the one place that lists what ships.
@main struct CommandRouterMain {
    static let application = CommandApplication(
        migrations: CampaignSchema.migrations, importers: [SubscriberImport.self],
        demo: { try await CampaignDemo(database: $0.database, owner: $0.accountID).make(until: $0.deadline).lines },
        erase: AccountErasure.erase,
        plugins: plugins)

    @Sendable private static func plugins(_ environment: CommandApplication.Environment) -> [any CommandPlugin] {
        let database = environment.database
        let tags = TagStore(database: database)
        return [
            CampaignsPlugin(
                campaigns: CampaignStore(database: database), recipients: RecipientStore(database: database), tags: tags,
                publicURL: environment.publicURL),
            TagsPlugin(tags: tags), SplitTestsPlugin(splitTests: SplitTestStore(database: database)),
            AudiencePlugin(
                lists: ListStore(database: database), subscribers: SubscriberStore(database: database),
                emails: EmailStore(database: database), events: EventStore(database: database)),
        ]
    }

    static func main() async { await CommandServer.main(application) }
}
