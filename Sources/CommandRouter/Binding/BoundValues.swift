// SPDX-License-Identifier: Apache-2.0

/// A call's bound parameters, one for each that its handler gets, in declared order. Up to four of them, as most commands
/// have, stand in the call itself: an array would be one thing more to allocate. They are made once and moved, never copied.
struct BoundValues: ~Copyable, Sendable {
    private var first = BoundValue.absent
    private var second = BoundValue.absent
    private var third = BoundValue.absent
    private var fourth = BoundValue.absent
    /// All of them, where they are more.
    private var many: [BoundValue]?
    let count: Int

    /// So many that are absent.
    init(absent count: Int) {
        self.count = count
        if count > 4 { many = Array(repeating: .absent, count: count) }
    }

    /// These.
    init(_ values: [BoundValue]) {
        count = values.count
        guard count <= 4 else {
            many = values
            return
        }
        for (place, value) in values.enumerated() { self[place] = value }
    }

    /// Each of them.
    var all: [BoundValue] { many ?? (0..<count).map { self[$0] } }

    /// The value at a place; absent where there is no such place.
    subscript(place: Int) -> BoundValue {
        get {
            if let many { return place < many.count ? many[place] : .absent }
            return switch place {
            case 0: first
            case 1: second
            case 2: third
            case 3: fourth
            default: .absent
            }
        }
        set {
            guard many == nil else {
                many?[place] = newValue
                return
            }
            switch place {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            case 3: fourth = newValue
            default: break
            }
        }
    }
}
