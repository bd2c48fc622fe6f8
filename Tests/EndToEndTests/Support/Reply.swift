// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A reply as it came.
typealias Reply = RawReply

extension RawReply {
    /// The body as JSON; null where it is none.
    var json: JSON { JSON(text) ?? .null }

    /// The object that tells what was decided, the same on every surface.
    var decision: JSON {
        let json = json
        if case .null = json["jsonrpc"] { return json }
        if case .null = json["error"] { return json["result"] }
        return json["error"]["data"]
    }

    /// The decision's code: 0, one number, or an array.
    var code: JSON { decision["ErrorCode"] }
}
