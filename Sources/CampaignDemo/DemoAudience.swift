// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage

/// Who a campaign of the demo is for.
enum DemoTarget: Hashable {
    /// Everybody on the first list, or on the second.
    case newsletter, wholesale
    /// A segment of the first list.
    case segment(DemoSegment)
    /// Those of the first list whom a bundle of rules matches.
    case rules
}

/// The segments of the first list, with their names.
enum DemoSegment: String, CaseIterable {
    case portland = "Portland"
    case regulars = "Regulars"
    case lightRoast = "Light Roast Friends"
    case lapsed = "One Order Only"

    var rules: String {
        switch self {
        case .portland: Self.rules("City", "is", "Portland")
        case .regulars: Self.rules("Orders", "is greater than or equal to", "12")
        case .lightRoast: Self.rules("Favourite Roast", "is", "Light")
        case .lapsed: Self.rules("Orders", "is", "1")
        }
    }

    private static func rules(_ field: String, _ test: String, _ value: String) -> String {
        #"{"operator":"and","rules":[{"type":"fields","field_id":"\#(field)","operator":"\#(test)","value":"\#(value)"}]}"#
    }
}

/// The lists, and the people who are yet to come to them.
struct DemoAudience {
    /// How many are on each list in the end.
    static let (newsletterCount, wholesaleCount) = (1300, 200)

    private let subscribers: SubscriberStore
    private let owner: Int
    /// The ids of the lists.
    let newsletter, wholesale: Int
    /// The ids of the segments.
    private(set) var segments: [DemoSegment: Int] = [:]
    private var waiting: [(list: Int, people: ArraySlice<DemoPeople.Person>)]

    /// Makes lists and segments, with nobody on them yet.
    init(
        in database: any Database, owner: Int, today: DemoDay, by chance: inout DemoGenerator, until deadline: ContinuousClock.Instant
    ) async throws {
        let lists = ListStore(database: database)
        let now = today.day(DemoPlan.firstDay).at(hour: 8)
        subscribers = SubscriberStore(database: database)
        self.owner = owner
        newsletter = try await lists.create(
            name: "Newsletter", fields: DemoPeople.fields, owner: owner, at: now, until: deadline)
        wholesale = try await lists.create(
            name: "Wholesale Customers", fields: DemoPeople.fields, owner: owner, at: now, until: deadline)
        for segment in DemoSegment.allCases {
            let made = try await lists.createSegment(
                name: segment.rawValue, rules: RuleSet(json: segment.rules), list: newsletter, owner: owner, at: now, until: deadline)
            guard case .created(let id) = made else { throw DemoFault(description: "The demo's segment \(segment.rawValue): \(made)") }
            segments[segment] = id
        }
        var people = DemoPeople()
        let readers = people.people(Self.newsletterCount, today: today, by: &chance)
        // Every tenth wholesale customer reads the newsletter too, under one address.
        let others = people.people(Self.wholesaleCount, today: today, by: &chance)
        let customers = others.enumerated().map { place, other in
            place % 10 == 0 ? DemoPeople.Person(subscriber: readers[place].subscriber, joins: other.joins) : other
        }
        waiting = [(newsletter, readers[...]), (wholesale, customers[...])]
    }

    /// Brings in those who come up to a day.
    mutating func join(upTo day: DemoDay, until deadline: ContinuousClock.Instant) async throws {
        for index in waiting.indices {
            let coming = waiting[index].people.prefix { $0.joins <= day }
            waiting[index].people = waiting[index].people.dropFirst(coming.count)
            guard let last = coming.last else { continue }
            let outcome = try await subscribers.add(
                coming.map(\.subscriber), to: waiting[index].list, owner: owner, at: last.joins.at(hour: 9), until: deadline)
            guard let outcome, outcome.added == coming.count else {
                throw DemoFault(description: "The demo's subscribers: \(String(describing: outcome))")
            }
        }
    }

    /// A target as a campaign stores it.
    func choose(_ target: DemoTarget, in change: inout CampaignChange) throws {
        switch target {
        case .newsletter: change.lists = "\(newsletter):0"
        case .wholesale: change.lists = "\(wholesale):0"
        case .segment(let segment): change.lists = "\(newsletter):\(try DemoFault.require(segments[segment], segment.rawValue))"
        case .rules: change.rules = rules
        }
    }

    private var rules: String {
        #"{"operator":"and","criteria":[{"list_id":\#(newsletter),"operator":"and","rules":["#
            + #"{"type":"fields","field_id":"City","operator":"is","value":"Seattle"},"#
            + #"{"type":"fields","field_id":"Orders","operator":"is greater than","value":"5"}]}]}"#
    }
}
