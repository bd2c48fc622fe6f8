// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Leads from the router's own commands to the router, which is made after them and owns them.
package final class RouterDoor: Sendable {
    private struct Way {
        weak var router: Router?
    }
    private let way = Mutex(Way())
    /// How many explanations are asked for.
    let explanations = ExplainAllowance()

    /// The router; nil while it is being made, and once it is gone.
    package var router: Router? { way.withLock { $0.router } }

    /// A door that leads nowhere yet.
    package init() {}

    func open(to router: Router) { way.withLock { $0.router = router } }
}
