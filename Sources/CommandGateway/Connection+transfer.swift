// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import Logging
import NIOCore
import NIOHTTP1

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Connection {
    /// Sends a long answer whose head is written.
    func begin(_ transfer: Transfer) {
        self.transfer = transfer
        advance()
    }

    /// Sends as many parts as the client takes.
    private func advance() {
        guard !isTransferring else { return }
        isTransferring = true
        defer { isTransferring = false }
        while state == .replying, let transfer, let context, !transfer.isWaiting {
            if let part = transfer.next(context.channel.allocator) {
                write(part, of: transfer)
            } else if let rest = transfer.rest {
                transfer.clear()
                releaseReply()
                pull(rest, for: transfer)
            } else {
                return finish(transfer)
            }
        }
    }

    private func write(_ part: ByteBuffer, of transfer: Transfer) {
        guard let context else { return }
        transfer.isWaiting = true
        let promise = context.eventLoop.makePromise(of: Void.self)
        let count = part.readableBytes
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(part))), promise: promise)
        context.flush()
        promise.futureResult.assumeIsolated().whenComplete { self.taken($0, count, of: transfer) }
        guard transfer.isWaiting, state == .replying else { return }
        let patience = NIODeadline.now() + surroundings.limits.replyDeadline
        awaitClient(until: min(transfer.deadline, patience))
        if !holdsReply { holdReply(transfer.bytes.count, of: transfer.account) }
    }

    private func taken(_ result: Result<Void, any Error>, _ count: Int, of transfer: Transfer) {
        guard state == .replying, self.transfer === transfer else { return }
        guard case .success = result else { return close() }
        transfer.isWaiting = false
        if transfer.rest != nil { transfer.extend(by: .nanoseconds(Int64(count) * 1_000_000_000 / surroundings.limits.replyRate)) }
        guard transfer.deadline > .now() else { return close() }
        if holdsReply, let context { surroundings.replies.progress(context.channel) }
        advance()
    }

    private func finish(_ transfer: Transfer) {
        guard let context else { return }
        transfer.isWaiting = true
        let promise = context.eventLoop.makePromise(of: Void.self)
        context.write(Self.wrapOutboundOut(.end(nil)), promise: promise)
        context.flush()
        promise.futureResult.assumeIsolated().whenComplete { self.sent($0, transfer.ending) }
        if state == .replying { awaitClient(until: transfer.deadline) }
    }

    // MARK: Pieces

    private func pull(_ rest: any ReplyPieces, for transfer: Transfer) {
        transfer.isWaiting = true
        let began = NIODeadline.now()
        slot?.stand(.busy)
        deadline = began + TimeAmount(surroundings.limits.answer)
        arm()
        perform {
            do { return Result<[UInt8]?, any Error>.success(try await rest.next()) } catch { return .failure(error) }
        } then: { connection, result in
            connection.pulled(result, after: .now() - began)
        }
    }

    private func pulled(_ result: Result<[UInt8]?, any Error>, after time: TimeAmount) {
        guard state == .replying, let transfer else { return }
        task = nil
        transfer.isWaiting = false
        transfer.extend(by: time)
        switch result {
        case .success(let piece?): transfer.take(piece)
        case .success(nil): transfer.rest = nil
        case .failure(let error): return breakOff(error)
        }
        advance()
    }

    /// Ends an answer that cannot be read to its end, so that the client sees that something is missing: without the last
    /// chunk or, where there are no chunks, by a reset.
    private func breakOff(_ error: any Error) {
        surroundings.logger.error("a reply broke off", metadata: ["request-id": "\(turn.id)", "cause": "\(error)"])
        if turn.head?.isOld == true { resetsOnClose() }
        close()
    }

    private func resetsOnClose() {
        let provider = context?.channel as? any SocketOptionProvider
        _ = provider?.unsafeSetSocketOption(level: .socket, name: .so_linger, value: linger(l_onoff: 1, l_linger: 0))
    }
}
