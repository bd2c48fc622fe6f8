// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Counts connections as they are accepted, and accepts none for a moment when the system lacks descriptors or memory.
///
/// The socket stays ready to be read then, so that an event loop which tried at once again would do nothing else.
final class AcceptHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    /// How long nothing is accepted.
    static let pause = TimeAmount.milliseconds(200)

    private let slots: ConnectionSlots
    private let record: AcceptRecord
    private let pressure: PressureLog
    private var isPaused = false

    init(slots: ConnectionSlots, record: AcceptRecord, pressure: PressureLog) {
        self.slots = slots
        self.record = record
        self.pressure = pressure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = Self.unwrapInboundIn(data)
        record.accepted()
        slots.opened()
        channel.closeFuture.whenComplete { [slots] _ in slots.closed() }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError else { return }
        record.note(error)
        guard AcceptRecovery.isScarcity(error.errnoCode), !isPaused else { return }
        pressure.note(.outOfDescriptors, detail: "\(error)")
        slots.closeLongestIdle()
        pause(context)
    }

    private func pause(_ context: ChannelHandlerContext) {
        isPaused = true
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
            self.isPaused = false
            try? context.channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }
}
