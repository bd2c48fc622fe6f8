// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Where an answer is written: one buffer of JSON bytes, and which containers are open in it.
///
/// Written by one call at a time; it never crosses tasks but by being handed over.
package final class ReplyBuffer {
    /// What is written so far.
    package var bytes: [UInt8] { text }
    private var text: [UInt8] = []
    /// What is read only while the reply is sent, in its order.
    private(set) var sources: [HeldSource] = []
    /// How many bytes may be written; ``ReplyEncoder`` throws beyond that.
    let limit: Int
    private var open: [Container] = []
    private var opened = 0

    fileprivate struct Container {
        let close: UInt8
        let number: Int
        var isEmpty: Bool
    }

    /// One container: where it is nested, and which of all that were opened it is.
    package struct Place {
        fileprivate let level: Int
        fileprivate let number: Int
    }

    /// A point to go back to.
    struct Mark {
        let length: Int
        /// How many containers were open.
        let level: Int
        fileprivate let wasEmpty: Bool
        fileprivate let sources: Int
    }

    /// An empty buffer with room for a small answer.
    package init(limit: Int = .max) {
        self.limit = limit
        text.reserveCapacity(256)
    }

    /// Writes an empty array or object and notes what is to be read into it.
    func hold(_ source: any ReplySource, shape: ReplyShape?, path: [any CodingKey]) {
        let place = self.open(UInt8(ascii: source.isObject ? "{" : "["))
        sources.append(HeldSource(offset: text.count, source: source, shape: shape, path: path))
        close(to: place.level)
    }

    /// Appends bytes that are well-formed where they stand.
    package func append(raw: [UInt8]) { text.append(contentsOf: raw) }

    /// Appends a literal that is well-formed where it stands.
    package func append(raw: StaticString) {
        text.append(contentsOf: UnsafeBufferPointer(start: raw.utf8Start, count: raw.utf8CodeUnitCount))
    }

    /// Appends a text with its quotes.
    package func append(_ text: String) { JSONString.append(text, to: &self.text) }

    /// Appends a number.
    package func append(_ number: some FixedWidthInteger) {
        guard let value = Int(exactly: number), value != .min else {
            text.append(contentsOf: String(number).utf8)
            return
        }
        appendDigits(value)
    }

    private func appendDigits(_ value: Int) {
        if value < 0 { text.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = text.count
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// Opens an object or array.
    func open(_ bracket: UInt8) -> Place {
        text.append(bracket)
        return adopt(close: bracket + 2, isEmpty: true)
    }

    /// Counts an object as open whose bracket, and maybe some members, were written as raw bytes.
    package func adoptObject(isEmpty: Bool) -> Place { adopt(close: UInt8(ascii: "}"), isEmpty: isEmpty) }

    private func adopt(close: UInt8, isEmpty: Bool) -> Place {
        opened += 1
        open.append(Container(close: close, number: opened, isEmpty: isEmpty))
        return Place(level: open.count - 1, number: opened)
    }

    /// The container that is open at a level, if it begins with this bracket.
    func place(at level: Int, _ bracket: UInt8) -> Place? {
        guard level >= 0, level < open.count, open[level].close == bracket + 2 else { return nil }
        return Place(level: level, number: open[level].number)
    }

    /// Makes a container the innermost.
    /// - Returns: false where it is not open any more.
    func settle(at place: Place) -> Bool {
        guard place.level < open.count, open[place.level].number == place.number else { return false }
        close(to: place.level + 1)
        return true
    }

    /// Makes a container the innermost and writes the comma that its next entry needs.
    /// - Returns: false where it is not open any more.
    func next(at place: Place) -> Bool {
        guard settle(at: place) else { return false }
        if open[place.level].isEmpty { open[place.level].isEmpty = false } else { text.append(UInt8(ascii: ",")) }
        return true
    }

    /// Closes containers until so many are open.
    package func close(to level: Int) {
        while open.count > level, let last = open.popLast() { text.append(last.close) }
    }

    /// How many containers are open.
    var level: Int { open.count }
    /// Whether another container may be opened: replies are nested no deeper than calls.
    var hasRoom: Bool { open.count < JSONScanner.maximumDepth }
    /// How many bytes are written.
    package var length: Int { text.count }

    /// This point, to go back to.
    var mark: Mark { Mark(length: text.count, level: open.count, wasEmpty: open.last?.isEmpty ?? true, sources: sources.count) }

    /// Forgets what was written since.
    func goBack(to mark: Mark) {
        text.removeLast(max(0, text.count - mark.length))
        open.removeLast(max(0, open.count - mark.level))
        sources.removeLast(max(0, sources.count - mark.sources))
        if !open.isEmpty { open[open.count - 1].isEmpty = mark.wasEmpty }
    }

    /// Forgets everything.
    package func clear() {
        text.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        sources.removeAll()
    }
}

/// Rows or entries that are read while a reply is sent, and where in the reply they stand.
struct HeldSource: Sendable {
    /// How many of the reply's bytes stand before them.
    let offset: Int
    let source: any ReplySource
    /// How the fields of their objects are spelled.
    let shape: ReplyShape?
    /// Where they are, for an error.
    let path: [any CodingKey]
}
