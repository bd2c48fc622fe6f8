// SPDX-License-Identifier: Apache-2.0

/// Where an answer is written: one buffer of JSON bytes, and which containers are open in it.
///
/// Written by one call at a time; it never crosses tasks but by being handed over.
package final class ReplyBuffer {
    /// What is written so far.
    package private(set) var bytes: [UInt8] = []
    private var open: [Container] = []

    fileprivate struct Container {
        let close: UInt8
        var isEmpty: Bool
    }

    /// A point to go back to.
    struct Mark {
        let length: Int
        /// How many containers were open.
        let level: Int
        fileprivate let wasEmpty: Bool
    }

    /// An empty buffer with room for a small answer.
    package init() {
        bytes.reserveCapacity(256)
        open.reserveCapacity(4)
    }

    /// Appends bytes that are well-formed where they stand.
    package func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }

    /// Appends a literal that is well-formed where it stands.
    package func append(raw: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: raw.utf8Start, count: raw.utf8CodeUnitCount))
    }

    /// Appends a text with its quotes.
    package func append(_ text: String) { JSONString.append(text, to: &bytes) }

    /// Appends a number.
    package func append(_ number: some FixedWidthInteger) {
        guard let value = Int(exactly: number), value != .min else {
            bytes.append(contentsOf: String(number).utf8)
            return
        }
        appendDigits(value)
    }

    private func appendDigits(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Opens an object or array; its level names it in later calls.
    func open(_ bracket: UInt8) -> Int {
        bytes.append(bracket)
        return adopt(close: bracket + 2, isEmpty: true)
    }

    /// Counts an object as open whose bracket, and maybe some members, were written as raw bytes.
    package func adoptObject(isEmpty: Bool) -> Int { adopt(close: UInt8(ascii: "}"), isEmpty: isEmpty) }

    private func adopt(close: UInt8, isEmpty: Bool) -> Int {
        open.append(Container(close: close, isEmpty: isEmpty))
        return open.count - 1
    }

    /// Makes the container at a level the innermost and writes the comma that its next entry needs.
    /// - Returns: false where that level is not open any more.
    func next(at level: Int) -> Bool {
        guard level < open.count else { return false }
        close(to: level + 1)
        if open[level].isEmpty { open[level].isEmpty = false } else { bytes.append(UInt8(ascii: ",")) }
        return true
    }

    /// Closes containers until so many are open.
    package func close(to level: Int) {
        while open.count > level, let last = open.popLast() { bytes.append(last.close) }
    }

    /// How many containers are open.
    var level: Int { open.count }
    /// How many bytes are written.
    package var length: Int { bytes.count }

    /// This point, to go back to.
    var mark: Mark { Mark(length: bytes.count, level: open.count, wasEmpty: open.last?.isEmpty ?? true) }

    /// Forgets what was written since.
    func goBack(to mark: Mark) {
        bytes.removeLast(max(0, bytes.count - mark.length))
        open.removeLast(max(0, open.count - mark.level))
        if !open.isEmpty { open[open.count - 1].isEmpty = mark.wasEmpty }
    }

    /// Forgets everything.
    package func clear() {
        bytes.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
    }
}
