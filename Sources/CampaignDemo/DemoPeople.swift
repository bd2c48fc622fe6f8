// SPDX-License-Identifier: Apache-2.0

import CampaignDomain

/// The customers: names, addresses under domains that belong to nobody, and what the shop knows of each.
struct DemoPeople {
    /// A customer, and when they come to the list.
    struct Person {
        let subscriber: Subscriber
        let joins: DemoDay
    }

    /// The fields of both lists.
    static let fields = [
        CustomField(name: "City", kind: .text), CustomField(name: "Favourite Roast", kind: .text),
        CustomField(name: "Member Since", kind: .text), CustomField(name: "Orders", kind: .number),
        CustomField(name: "Total Spent", kind: .number),
    ]

    private var used: [String: Int] = [:]

    /// So many people who come to a list, the first hundred on its first day and the others evenly over two years.
    mutating func people(_ count: Int, today: DemoDay, by chance: inout DemoGenerator) -> [Person] {
        (0..<count).map { place in
            let begins = DemoPlan.firstDay
            let joins = place < count / 13 ? begins : begins - begins * place / count
            return person(joining: today.day(min(joins, -2)), by: &chance)
        }
    }

    private mutating func person(joining day: DemoDay, by chance: inout DemoGenerator) -> Person {
        let first = chance.pick(Self.firstNames, or: ("Ann", "ann"))
        let last = chance.pick(Self.lastNames, or: ("Lee", "lee"))
        let orders = chance.delay(upTo: 60)
        let cents = (0..<orders).reduce(0) { sum, _ in sum + 1400 + chance.number(below: 4200) }
        let subscriber = Subscriber(
            address: address(first.mail + "." + last.mail, by: &chance), firstName: first.name, lastName: last.name,
            fields: [
                ("City", .text(chance.pick(Self.cities, or: "Portland"))),
                ("Favourite Roast", .text(chance.pick(Self.roasts, or: "Medium"))), ("Member Since", .text(day.text)),
                ("Orders", .number(Double(orders))), ("Total Spent", .number(Double(cents) / 100)),
            ])
        return Person(subscriber: subscriber, joins: day)
    }

    private mutating func address(_ name: String, by chance: inout DemoGenerator) -> String {
        let count = (used[name] ?? 0) + 1
        used[name] = count
        return (count == 1 ? name : name + String(count)) + "@" + chance.pick(Self.domains, or: "example.com")
    }

    private static let roasts = ["Light", "Light", "Medium", "Medium", "Medium", "Dark", "Dark", "Decaf"]
    private static let cities = [
        "Portland", "Portland", "Portland", "Seattle", "Seattle", "San Francisco", "Austin", "Chicago", "Denver", "Boston", "Toronto",
    ]
    /// Nobody gets mail there (RFC 2606); some come up more often than others.
    private static let domains = [
        "example.com", "example.com", "example.com", "example.com", "example.net", "example.net", "example.org", "mail.example",
        "mail.example", "post.example", "uni.example",
    ]
    private static let firstNames: [(name: String, mail: String)] = [
        ("Ada", "ada"), ("Amara", "amara"), ("Anna", "anna"), ("Ben", "ben"), ("Carla", "carla"), ("Chen", "chen"),
        ("Daniel", "daniel"), ("Deepa", "deepa"), ("Elena", "elena"), ("Emeka", "emeka"), ("Fatima", "fatima"),
        ("Felix", "felix"), ("Grace", "grace"), ("Hana", "hana"), ("Hugo", "hugo"), ("Ines", "ines"), ("Ivan", "ivan"),
        ("James", "james"), ("José", "jose"), ("Julia", "julia"), ("Kenji", "kenji"), ("Lars", "lars"), ("Leila", "leila"),
        ("Lucia", "lucia"), ("Marta", "marta"), ("Mei", "mei"), ("Nadia", "nadia"), ("Noah", "noah"), ("Olga", "olga"),
        ("Omar", "omar"), ("Paul", "paul"), ("Priya", "priya"), ("Rosa", "rosa"), ("Sam", "sam"), ("Sofia", "sofia"),
        ("Tom", "tom"), ("Umut", "umut"), ("Vera", "vera"), ("Wanjiru", "wanjiru"), ("Zoë", "zoe"),
    ]
    private static let lastNames: [(name: String, mail: String)] = [
        ("Adeyemi", "adeyemi"), ("Andersen", "andersen"), ("Baker", "baker"), ("Bianchi", "bianchi"), ("Brown", "brown"),
        ("Castillo", "castillo"), ("Chang", "chang"), ("Costa", "costa"), ("Davies", "davies"), ("Dubois", "dubois"),
        ("Fischer", "fischer"), ("Garcia", "garcia"), ("Haddad", "haddad"), ("Hansen", "hansen"), ("Ito", "ito"),
        ("Jensen", "jensen"), ("Kaya", "kaya"), ("Khan", "khan"), ("Kim", "kim"), ("Kowalski", "kowalski"), ("Lee", "lee"),
        ("Lopez", "lopez"), ("Martin", "martin"), ("Mbeki", "mbeki"), ("Miller", "miller"), ("Müller", "mueller"),
        ("Nakamura", "nakamura"), ("Nguyen", "nguyen"), ("Novak", "novak"), ("O'Brien", "obrien"), ("Okafor", "okafor"),
        ("Patel", "patel"), ("Petrov", "petrov"), ("Rossi", "rossi"), ("Santos", "santos"), ("Silva", "silva"),
        ("Smith", "smith"), ("Tanaka", "tanaka"), ("Walker", "walker"), ("Yilmaz", "yilmaz"),
    ]
}
