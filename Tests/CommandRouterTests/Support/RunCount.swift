// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How often handlers ran.
final class RunCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func increment() { count.wrappingAdd(1, ordering: .sequentiallyConsistent) }
}
