// SPDX-License-Identifier: Apache-2.0

extension FormTree {
    /// The tree as JSON text: an object, even where its keys are numbers. It follows the links and needs no stack.
    func json() -> [UInt8] {
        var tree = self
        tree.orderItems()
        tree.emptyLists()
        tree.leaveOutDropped()
        return tree.written()
    }

    private func written() -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "{")]
        output.reserveCapacity(texts.count + nodes.count * 16)
        guard var node = nodes[0].first else { return output + [UInt8(ascii: "}")] }
        while true {
            begin(node, &output)
            if let child = nodes[node].first {
                node = child
                continue
            }
            while nodes[node].sibling == nil {
                node = nodes[node].parent
                output.append(isArray(node) ? UInt8(ascii: "]") : UInt8(ascii: "}"))
                if node == 0 { return output }
            }
            guard let sibling = nodes[node].sibling else { return output }
            output.append(UInt8(ascii: ","))
            node = sibling
        }
    }

    private func begin(_ node: Int, _ output: inout [UInt8]) {
        if !isArray(nodes[node].parent) {
            let key = nodes[node].key
            JSONString.append(key.span, to: &output)
            output.append(UInt8(ascii: ":"))
        }
        if let range = nodes[node].text {
            let text = texts[range]
            JSONString.append(text.span, to: &output)
        } else {
            output.append(isArray(node) ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        }
    }

    private func isArray(_ node: Int) -> Bool { node != 0 && nodes[node].isList }
}
