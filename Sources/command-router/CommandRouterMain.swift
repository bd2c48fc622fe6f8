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
        erase: AccountErasure.erase, sweep: CampaignRemoval.step,
        limits: CampaignLimits.all,
        plugins: plugins)

    @Sendable private static func plugins(_ environment: CommandApplication.Environment) -> [any CommandPlugin] {
        let database = environment.database
        let quotas = CampaignLimits.quotas(environment.limits)
        let tags = TagStore(database: database, quotas: quotas)
        return [
            CampaignsPlugin(
                campaigns: CampaignStore(database: database, quotas: quotas), recipients: RecipientStore(database: database), tags: tags,
                publicURL: environment.publicURL, mostRows: environment.limits[CampaignLimits.rows.name] ?? CampaignLimits.rows.usual),
            TagsPlugin(tags: tags), SplitTestsPlugin(splitTests: SplitTestStore(database: database)),
            AudiencePlugin(
                lists: ListStore(database: database, quotas: quotas), subscribers: SubscriberStore(database: database, quotas: quotas),
                emails: EmailStore(database: database, quotas: quotas), events: EventStore(database: database, quotas: quotas)),
        ]
    }

    static func main() async { await CommandServer.main(application) }
}
