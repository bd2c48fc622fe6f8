// SPDX-License-Identifier: Apache-2.0

/// One level of a name in a ``FormTree``: a text, or a container of further nodes.
struct FormNode: Sendable {
    /// The container that it is in.
    let parent: Int
    /// Its key there, as first written.
    let key: [UInt8]
    /// Its key as a number, where it is one.
    let number: Int?
    /// The part of the request that it came from.
    let source: Int
    /// Where its text stands; nil for a container.
    var text: Range<Int>?
    /// Whether another one counts in its place.
    var isDropped = false
    /// Its first child.
    var first: Int?
    /// Its last child.
    private(set) var last: Int?
    /// The next node of the same container.
    var sibling: Int?
    /// How many children it has.
    private(set) var count = 0
    /// The number after the highest of its children's; nil when there is none.
    private(set) var next: Int? = 0
    /// Whether each child's number was higher than that of the one before.
    private(set) var isOrdered = true
    /// Whether each child has a number.
    private(set) var isNumbered = true

    init(parent: Int, key: [UInt8], number: Int?, source: Int) {
        self.parent = parent
        self.key = key
        self.number = number
        self.source = source
    }

    /// Whether the children's numbers are exactly 0 to n-1.
    var isList: Bool { isNumbered && count > 0 && next == count }

    /// Takes in a child, whose number no other child has.
    mutating func note(child: Int, _ number: Int?) {
        first = first ?? child
        last = child
        count += 1
        guard let number else {
            isNumbered = false
            return
        }
        guard let next, number >= next else {
            isOrdered = false
            return
        }
        self.next = number == Int.max ? nil : number + 1
    }
}
