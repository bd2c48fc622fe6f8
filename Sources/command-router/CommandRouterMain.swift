// SPDX-License-Identifier: Apache-2.0

import AudiencePlugin
import CampaignDomain
import CampaignsPlugin
import CommandServer
import TagsPlugin

/// The standard server: the campaign API. This is the one place that lists what ships.
@main struct CommandRouterMain {
    static let application = CommandApplication(migrations: CampaignSchema.migrations) { environment in
        [
            CampaignsPlugin(campaigns: CampaignStore(database: environment.database)),
            TagsPlugin(tags: TagStore(database: environment.database)),
            AudiencePlugin(
                lists: ListStore(database: environment.database), subscribers: SubscriberStore(database: environment.database),
                emails: EmailStore(database: environment.database), events: EventStore(database: environment.database)),
        ]
    }

    static func main() async { await CommandServer.main(application) }
}
