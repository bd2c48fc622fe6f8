// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The places for connections: so many in all, so many for one address, and a few beside them for health and metrics.
///
/// Where all places are taken, the connection that has waited longest for a request is closed in favour of the new one; so
/// is an address's own where it has as many as it may. Where none waits, the new connection gets a reserved place.
final class ConnectionSlots: Sendable {
    /// How many connections are served beside the limit, for health and metrics.
    static let reserve = 16

    private let state: Mutex<SlotTable>
    private let pressure: PressureLog

    init(maximum: Int, perAddress: Int, pressure: PressureLog) {
        self.pressure = pressure
        state = Mutex(
            SlotTable(
                regular: SlotPool(limit: maximum, perAddress: perAddress),
                reserved: SlotPool(limit: Self.reserve, perAddress: Self.reserve / 4)))
    }

    // MARK: Open connections

    /// How many connections there are.
    var count: Int { state.withLock(\.open) }

    /// Notes that a connection was accepted.
    func opened() { state.withLock { $0.open += 1 } }

    /// Notes that it is closed.
    func closed() {
        let waiting = state.withLock { state in
            state.open -= 1
            defer { if state.open == 0 { state.waiting = [] } }
            return state.open == 0 ? state.waiting : []
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns when there is no connection.
    func untilNone() async {
        await withCheckedContinuation { continuation in
            let isNone = state.withLock { state in
                if state.open > 0 { state.waiting.append(continuation) }
                return state.open == 0
            }
            if isNone { continuation.resume() }
        }
    }

    /// Tells every connection that the gateway stops.
    func quiesce() {
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    /// Closes every connection.
    func closeAll() {
        for channel in channels { channel.close(promise: nil) }
    }

    private var channels: [any Channel] { state.withLock { $0.slots.values.map(\.channel) } }

    // MARK: Places

    /// A place for a connection; nil where there is none at all.
    ///
    /// - Parameter address: Whom it is counted for; nil for a trusted proxy.
    func admit(_ channel: any Channel, _ address: AddressBlock?) -> ConnectionSlot? {
        let (slot, victim, event) = state.withLock { state in state.admit(channel, address) }
        if let event { pressure.note(event) }
        victim?.channel.pipeline.fireUserInboundEventTriggered(SlotIsTaken())
        return slot
    }

    /// Gives a connection its place back that was chosen to be closed and is busy.
    func readmit(_ slot: ConnectionSlot) {
        state.withLock { _ = $0.enter(slot) }
    }

    /// Notes that a connection needs its place no more.
    func leave(_ slot: ConnectionSlot) {
        state.withLock { _ = $0.remove(slot) }
    }

    /// Closes the connection that has waited longest for a request, so that its descriptor is free.
    func closeLongestIdle() {
        let victim = state.withLock { state in
            let victim = state.longestIdle { _ in true }
            if let victim { _ = state.remove(victim) }
            return victim
        }
        victim?.channel.pipeline.fireUserInboundEventTriggered(SlotIsTaken())
    }
}
