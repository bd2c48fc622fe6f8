// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandWire
import Synchronization

/// The router that answers now, behind one reference, so that another can take its place while requests come in.
///
/// A request is given to one router and stays with it to its end, a batch with all of its calls: whatever answers it (texts,
/// declarations, handlers) is of one manifest. A router that was replaced goes when the last of its calls has ended, and every
/// connection that asked it has asked another or was closed.
package final class RouterSwitch: RequestHandler {
    private let router: Mutex<Router>
    private let replacements = Atomic<Int>(0)

    /// Begins with a router.
    package init(_ router: Router) { self.router = Mutex(router) }

    /// The router that a request is given to now. The lock is held for as long as a reference is counted.
    package var current: Router { router.withLock { $0 } }

    /// Gives all requests from now on to another router.
    package func replace(with other: Router) {
        // What is let go of may be much; it goes after the lock does.
        let former = router.withLock { router in
            defer { router = other }
            return router
        }
        // After the router itself, so that who sees the number finds that router or a later one.
        replacements.add(1, ordering: .releasing)
        _ = former
    }

    /// How often another router took the place of one.
    package var generation: Int { replacements.load(ordering: .acquiring) }
    /// The router that a request is given to now.
    package var inForce: any RequestHandler { current }

    /// Takes a request as far as it goes without waiting.
    package func begin(_ request: InboundRequest) -> Exchange { current.begin(request) }

    /// The answer to a request that could not be received.
    package func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
        current.refuse(fault, path: path, requestID: requestID)
    }
}
