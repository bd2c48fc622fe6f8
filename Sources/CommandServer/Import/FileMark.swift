// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file's first bytes: how many, and a hash, so that a file is known again.
struct FileMark: Codable, Hashable {
    private(set) var length = 0
    /// FNV-1a: it tells one file from another that somebody edited, not from one made to deceive.
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Nothing of a file.
    init() {}

    /// These bytes.
    init(_ data: Data) { add(data) }

    /// The first bytes of an open file, as many as it has of so many.
    init(_ file: FileHandle, length: Int = .max) throws {
        while self.length < length, let data = try file.read(upToCount: min(1_048_576, length - self.length)), !data.isEmpty {
            add(data)
        }
    }

    /// Takes the bytes that follow.
    mutating func add(_ data: Data) {
        length += data.count
        for byte in data { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// The hash in hexadecimal digits.
    var hash: String { String(state, radix: 16) }

    private enum Key: CodingKey { case length, hash }

    /// Reads what ``encode(to:)`` wrote.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let (length, hash) = (try values.decode(Int.self, forKey: .length), try values.decode(String.self, forKey: .hash))
        guard length >= 0, let state = UInt64(hash, radix: 16) else {
            throw DecodingError.dataCorruptedError(forKey: .hash, in: values, debugDescription: "No mark of a file")
        }
        (self.length, self.state) = (length, state)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(length, forKey: .length)
        try values.encode(hash, forKey: .hash)
    }
}

extension FileHandle {
    /// A file that was not there before; nil where one was, or where none can be made.
    convenience init?(new path: String) {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return nil }
        self.init(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
