// SPDX-License-Identifier: Apache-2.0

import CommandKit
package import CommandManifest
import CommandWire

/// One command, ready to be called: its declaration compiled, and its handler.
package final class CommandEntry: Sendable {
    /// As declared.
    package let declaration: CommandDeclaration
    let name: CommandName
    /// Where its calls have the time of day from.
    let clock: any WallClock
    /// The most bytes of a reply that is held whole.
    let maximumReply: Int
    /// Where replies have their places that are read while they are sent.
    let places: ReplyPlaces
    let faults: Faults
    let plan: BindingPlan
    /// Its handler; nil where no plugin handles it.
    let handler: Handler?
    /// What its calls are; nil where no plugin handles it.
    let callType: BoundCall.Type?
    /// Makes the container that its handler's `Parameters` ask for.
    let containers: ContainerMaker
    let names: DecodingShape
    let shape: ReplyShape
    /// The start of every reply: success, and the fields that always have one text.
    let head: [UInt8]
    /// A reply without further fields.
    let emptyReply: [UInt8]
    /// Where it can be called, and who may call it.
    let offered: Offer
    /// What stands around each of its runs; nil where nothing does.
    let middleware: MiddlewareChain?
    /// What middleware sees of it.
    let declared: DeclaredCommand
    private let errors: [Int: ErrorDeclaration]
    private let failureShapes: [Int: ReplyShape]

    /// Compiles a declaration and binds its handler.
    init(
        _ declaration: CommandDeclaration, handler: Registration?, standard: [ErrorDeclaration], settings: RouterSettings,
        faults: Faults
    ) {
        self.declaration = declaration
        self.handler = handler?.handler
        callType = handler?.handler.callType
        containers = handler?.handler.containers ?? .none
        name = CommandName(declaration.name)
        clock = settings.clock
        maximumReply = settings.maximumReply
        places = settings.places
        self.faults = faults
        middleware = settings.middleware
        declared = DeclaredCommand(declaration)
        errors = Dictionary(
            (declaration.errors + standard).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let asked = Self.properties(handler)
        plan = BindingPlan(declaration, asked: asked, texts: errors.mapValues(\.callerText))
        names = DecodingShape(plan.bound, asked: asked)
        offered = Offer(declaration)
        shape = Self.shape(declaration.returns)
        head = Self.head(declaration.returns)
        emptyReply = head + [UInt8(ascii: "}")]
        failureShapes = errors.mapValues { Self.shape($0.returns) }
    }

    private static func properties(_ handler: Registration?) -> [String] {
        if case .object(let keys) = handler?.asks { keys.map(\.name) } else { [] }
    }

    private static func shape(_ fields: [FieldDeclaration]) -> ReplyShape {
        ReplyShape(fields.filter { $0.constant == nil }.map { ReplyShape.Field(name: $0.name, shape: shape(of: $0.value)) })
    }

    private static func shape(of value: ValueDeclaration) -> ReplyShape? {
        if let members = value.members {
            return ReplyShape(members.map { ReplyShape.Field(name: $0.name, shape: shape(of: $0.value)) })
        }
        return value.items.first.flatMap(shape(of:))
    }

    private static func head(_ fields: [FieldDeclaration]) -> [UInt8] {
        var head = Array("{\"Success\":true,\"ErrorCode\":0".utf8)
        for field in fields {
            guard let constant = field.constant else { continue }
            head.append(UInt8(ascii: ","))
            JSONString.append(field.name, to: &head)
            head.append(UInt8(ascii: ":"))
            JSONString.append(constant, to: &head)
        }
        return head
    }

    // MARK: Binding

    // By the entry itself: whoever borrows it need not hold its plan as well.

    /// Finds which of the command's parameters each field is.
    func assign(_ call: inout Call) -> BindingPlan.Oddities { plan.assign(&call) }

    /// Where a call's API key stands; nil where that is not its one credential, or is written with escapes.
    func onlyKey(_ call: borrowing Call) -> Range<Int>? { plan.onlyKey(call) }

    /// The values of the command's parameters; the binder's findings say whether they may be used.
    func bind(_ call: borrowing Call, _ oddities: BindingPlan.Oddities, _ binder: inout Binder) -> BoundValues {
        binder.bind(call, plan, oddities)
    }

    // MARK: Decoding

    /// The value that a property of its handler's `Parameters` is; `hint` is how many were asked for before it.
    func value(_ property: String, among values: borrowing BoundValues, hint: Int) -> BoundValue {
        if let number = names.number(property, hint: hint) { values[number] } else { .absent }
    }

    /// The same with its shape.
    func find(_ property: String, among values: borrowing BoundValues, hint: Int) -> (value: BoundValue, shape: DecodingShape?) {
        if let number = names.number(property, hint: hint) { (values[number], names.shape(of: number)) } else { (.absent, nil) }
    }

    /// A call's container with these keys.
    func container<Key: CodingKey>(_ type: Key.Type, of call: BoundCall) -> KeyedDecodingContainer<Key> {
        containers.container(type, of: call)
    }

    // MARK: Refusals

    /// The refusal of a call whose command has no handler.
    var notInstalled: Refusal { faults.refusals.refusal(.notInstalled, .notInstalled) }

    /// The refusal that findings amount to: all missing codes, else the first code.
    func refusal(_ findings: Findings) -> Refusal {
        if !findings.missing.isEmpty {
            let texts = findings.missing.map { errors[$0]?.callerText ?? StandardCode.invalid.text }
            let field = findings.missing.first.flatMap { errors[$0]?.field } ?? "ErrorText"
            return Refusal(
                .parameters, codes: findings.missing, texts: texts, isArray: true, field: field, violations: findings.all)
        }
        let code = findings.first?.code ?? StandardCode.invalid.rawValue
        return refusal(.parameters, code: code, violations: findings.all)
    }

    /// The refusal of a code that the handler threw; nil where it is not declared.
    func refusal(_ failure: CommandFailure) throws -> Refusal? {
        guard let error = declaration.errors.first(where: { $0.code == failure.code }) else { return nil }
        let fields = try failure.fields.map { try encode($0, failureShapes[failure.code]) } ?? []
        let violation = Violation(code: error.code, rule: "\(declaration.name).\(error.code)", message: error.text)
        return refusal(.failure(status: error.status), code: error.code, fields: fields, violations: [violation])
    }

    /// The refusal of a parameter whose content the handler could not use.
    func refusal(_ invalid: InvalidParameter) -> Refusal {
        let declared = declaration.parameters.first { $0.name.asciiLowercased == invalid.parameter.asciiLowercased }
        let name = declared?.name ?? invalid.parameter
        let code = declared?.value.invalid ?? StandardCode.invalid.rawValue
        let rule = (declared?.name ?? "call") + ".content"
        let violation = Violation(code: code, parameter: name, rule: rule, message: "\(name): \(invalid.reason)")
        return refusal(.parameters, code: code, violations: [violation])
    }

    private func refusal(_ kind: Refusal.Kind, code: Int, fields: [UInt8] = [], violations: [Violation]) -> Refusal {
        let error = errors[code]
        let text = error?.callerText ?? StandardCode(rawValue: code)?.text ?? StandardCode.invalid.text
        return Refusal(
            kind, codes: [code], texts: [text], isArray: error?.isArray ?? false, field: error?.field ?? "ErrorText",
            fields: fields, violations: violations)
    }

    private func encode(_ fields: any Encodable, _ shape: ReplyShape?) throws -> [UInt8] {
        let buffer = ReplyBuffer()
        _ = buffer.adoptObject(isEmpty: true)
        try ReplyEncoder.appendFields(of: fields, shape: shape, to: buffer)
        return buffer.bytes
    }
}
