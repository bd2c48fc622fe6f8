// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

/// A request's parts, to be changed.
struct RequestParts {
    var method, path: String
    var query, contentType, authorization, origin, mode: String?
    var address: String
    var requestID: RequestID
    var body: [UInt8]

    var request: InboundRequest {
        InboundRequest(
            method: method, path: path, query: query, contentType: contentType, authorization: authorization, origin: origin,
            mode: mode, address: address, requestID: requestID, body: body)
    }
}

extension InboundRequest {
    var parts: RequestParts {
        RequestParts(
            method: method, path: path, query: query, contentType: contentType, authorization: authorization, origin: origin,
            mode: mode, address: address, requestID: requestID, body: body)
    }

    /// The same with other parts.
    func changed(_ change: (inout RequestParts) -> Void) -> InboundRequest {
        var parts = parts
        change(&parts)
        return parts.request
    }
}
