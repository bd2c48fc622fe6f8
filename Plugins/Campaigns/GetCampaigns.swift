// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaigns.get`: a page of the campaigns that match. An admin reads those of all accounts, or of one.
struct GetCampaigns: Command {
    static let name: CommandName = "campaigns.get"
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Parameters: Decodable {
        var campaignStatus: String
        var scheduleType: [String]?
        var searchKeyword: String?
        var filterByUserID: Int?
        var campaignIDs: [Int]?
        var date_From: String?
        var date_To: String?
        var orderField: String
        var orderType: String
        var recordsPerRequest: Int
        var recordsFrom: Int
        var retrieveStatistics: Bool
        var retrieveTags: Bool
        var tags: [Int]?
        var splitABTestStatistics: Bool
        var excludeColumns: [String]?
        var include_AutoResend: Bool
        var includeTotalRecipients: Bool
    }
    struct Reply: Encodable {
        struct Sums: Encodable {
            var totalRecipients: Int
            var totalSent: Int
            var totalFailed: Int
        }
        var campaigns: ReplyRows<CampaignRecord>
        var totalCampaigns: Int
        var aggregateSums: Sums?
    }

    let campaigns: CampaignStore
    /// How many campaigns are shown at once; `TotalCampaigns` tells how many there are.
    let mostRows: Int

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let filter = parameters.filter(for: context.principal)
        let page = parameters.page(mostRows)
        let listing = try await campaigns.list(filter, page, until: context.deadline)
        let rows = ReplyRows(listing.campaigns, keys: listing.rest, advice: "Ask for fewer with RecordsPerRequest") { ids in
            try await campaigns.read(ids, filter, page)
        }
        return Reply(campaigns: rows, totalCampaigns: listing.total, aggregateSums: listing.sums.map(Reply.Sums.init))
    }
}

extension GetCampaigns.Parameters {
    /// Which campaigns match. What is given empty filters nothing, as an empty field of a form.
    fileprivate func filter(for principal: Principal) -> CampaignFilter {
        var filter = CampaignFilter(owner: principal.kind == .admin ? filterByUserID : principal.accountID)
        filter.status = campaignStatus
        filter.scheduleTypes = (scheduleType ?? []).filter { !$0.isEmpty }
        filter.keyword = searchKeyword ?? ""
        filter.ids = campaignIDs.flatMap { $0.isEmpty ? nil : $0 }
        filter.tags = tags.flatMap { $0.isEmpty ? nil : $0 }
        filter.firstDay = date_From
        filter.lastDay = date_To
        filter.includesResends = include_AutoResend
        return filter
    }

    fileprivate func page(_ mostRows: Int) -> CampaignPage {
        var page = CampaignPage()
        page.maximumCount = max(1, mostRows)
        page.orderField = orderField
        page.isDescending = orderType.lowercased() == "desc"
        page.count = recordsPerRequest
        page.offset = recordsFrom
        page.excluded = Set(excludeColumns ?? [])
        page.showsStatistics = retrieveStatistics
        page.showsTags = retrieveTags
        page.showsVariationCounts = splitABTestStatistics
        page.showsSums = includeTotalRecipients
        return page
    }
}

extension GetCampaigns.Reply.Sums {
    fileprivate init(_ sums: CampaignListing.Sums) {
        self.init(totalRecipients: sums.recipients, totalSent: sums.sent, totalFailed: sums.failed)
    }
}
