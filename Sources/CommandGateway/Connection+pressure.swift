// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore

/// Told to a connection that holds bytes which others need.
struct BytesAreTaken {}

extension Connection {
    /// Makes way for another connection, unless a request has come meanwhile.
    func leaveSlot() {
        switch state {
        case .idle where ahead.isEmpty, .receivingHead, .draining: close()
        case .receivingBody: refuse(.overloaded)
        case .replying where slot?.claim(at: .now()) != nil: close()
        case .idle, .running, .replying: if let slot { surroundings.slots.readmit(slot) }
        case .closed: break
        }
    }

    /// Lets go of the bytes that it holds: of a body by a refusal, of an answer by closing.
    func letGo() {
        switch state {
        case .receivingBody:
            surroundings.pressure.note(.bodiesAreFull)
            refuse(.overloaded)
        case .replying where holdsReply:
            surroundings.pressure.note(.repliesAreFull)
            close()
        case .idle, .receivingHead, .running, .replying, .draining, .closed: break
        }
    }

    // MARK: Bodies

    /// Counts bytes of a body that does not come in one read.
    func holdBody(_ count: Int) {
        guard turn.bodyBytes > Limits.read, let context else { return }
        let bytes = holdsBody ? count : turn.bodyBytes
        holdsBody = true
        tell(surroundings.bodies.hold(bytes, for: context.channel, of: AddressBlock(text: address)))
    }

    /// Notes that no bytes of a body are held any more.
    func releaseBody() {
        guard holdsBody, let context else { return }
        holdsBody = false
        surroundings.bodies.release(context.channel)
    }

    // MARK: Replies

    /// Counts bytes of an answer that the client does not take at once.
    func holdReply(_ count: Int, of account: Int?) {
        guard count > 0, let context else { return }
        holdsReply = true
        tell(surroundings.replies.hold(count, for: context.channel, of: account))
    }

    /// Notes that no bytes of an answer are held any more.
    func releaseReply() {
        guard holdsReply, let context else { return }
        holdsReply = false
        surroundings.replies.release(context.channel)
    }

    private func tell(_ victims: [any Channel]) {
        for channel in victims { channel.pipeline.fireUserInboundEventTriggered(BytesAreTaken()) }
    }
}
