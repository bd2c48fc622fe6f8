// SPDX-License-Identifier: Apache-2.0

/// One way in which two manifests can differ, as far as callers are concerned. Its text is a stable rule id, which exceptions
/// name.
package enum ChangeKind: String, Hashable, Sendable, CaseIterable {
    // MARK: Commands

    /// A command is gone.
    case commandRemoved = "command.removed"
    /// A command is new.
    case commandAdded = "command.added"
    /// A command's name differs in case, which callers need not keep to.
    case commandSpelling = "command.spelling"
    /// A command cannot be called on a surface any more.
    case surfaceRemoved = "surface.removed"
    /// A command can be called on one more surface.
    case surfaceAdded = "surface.added"
    /// A kind of caller is not admitted any more.
    case accessRemoved = "access.removed"
    /// One more kind of caller is admitted.
    case accessAdded = "access.added"
    /// A command asks for one more permission.
    case permissionDemanded = "permission.demanded"
    /// A command asks for one permission less.
    case permissionDropped = "permission.dropped"
    /// A command does more to what is stored than it did: it writes, or destroys.
    case effectsGrown = "effects.grown"
    /// A command does less to what is stored than it did.
    case effectsShrunk = "effects.shrunk"
    /// Calling twice may now do more than calling once, so that a lost answer is no reason to call again.
    case idempotentRemoved = "idempotent.removed"
    /// Calling twice does no more than calling once.
    case idempotentAdded = "idempotent.added"
    /// Codes that are never sent are listed, or not any more.
    case reservedChanged = "reserved.changed"
    /// The examples differ.
    case exampleChanged = "example.changed"

    // MARK: Permissions

    /// A permission is gone, and with it the keys' right that bears its name.
    case permissionRemoved = "permission.removed"
    /// A permission is new.
    case permissionAdded = "permission.added"

    // MARK: Parameters

    /// A parameter, or a member of an object, is gone: it is refused as unknown where unknown ones are.
    case parameterRemoved = "parameter.removed"
    /// A parameter, or a member of an object, is new and may be left out.
    case parameterAdded = "parameter.added"
    /// A parameter, or a member of an object, is new and required.
    case parameterDemanded = "parameter.demanded"
    /// A parameter has another name, though the old one is still taken: rule ids and messages bear the new one.
    case parameterRenamed = "parameter.renamed"
    /// Another name of a parameter is not taken any more.
    case aliasRemoved = "alias.removed"
    /// A parameter has one more name.
    case aliasAdded = "alias.added"
    /// What could be left out is required.
    case requiredAdded = "required.added"
    /// What was required can be left out.
    case requiredRemoved = "required.removed"
    /// A call that leaves a parameter out means something else than it did.
    case defaultChanged = "default.changed"
    /// The router reads a parameter for another purpose, or for none.
    case roleChanged = "role.changed"

    // MARK: Values

    /// A value is of another type: neither takes all that the other takes.
    case typeChanged = "type.changed"
    /// Some values of the old type are refused, as when a number becomes a whole number.
    case typeNarrowed = "type.narrowed"
    /// All values of the old type are taken, and others.
    case typeWidened = "type.widened"
    /// The types of a union are tried in another order, so that some values are taken for another of them.
    case typeOrder = "type.order"
    /// White space at the ends, or a form other than NFC, is not set right any more.
    case preparationRemoved = "preparation.removed"
    /// White space at the ends, or a form other than NFC, is set right.
    case preparationAdded = "preparation.added"
    /// An empty text, object or array does not stand for an empty value any more.
    case emptyRefused = "empty.refused"
    /// An empty text, object or array stands for an empty value.
    case emptyAllowed = "empty.allowed"
    /// An object that took any members declares them, or an array its items.
    case membersClosed = "members.closed"
    /// An object takes any members, or an array any items.
    case membersOpened = "members.opened"
    /// A value is kept out of logs, or not any more.
    case secretChanged = "secret.changed"

    // MARK: Limits

    /// A value has one more limit.
    case limitAdded = "limit.added"
    /// A value has one limit less.
    case limitRemoved = "limit.removed"
    /// A limit leaves less room.
    case limitTightened = "limit.tightened"
    /// A limit leaves more room.
    case limitLoosened = "limit.loosened"
    /// A text is not one of those that are taken any more.
    case choiceRemoved = "choice.removed"
    /// One more text is taken.
    case choiceAdded = "choice.added"
    /// The texts that are taken stand in another order.
    case choiceOrder = "choice.order"
    /// A pattern matches none of the texts that it matched.
    case patternReplaced = "pattern.replaced"
    /// A pattern matches fewer texts.
    case patternTightened = "pattern.tightened"
    /// A pattern matches all texts that it matched, and others.
    case patternLoosened = "pattern.loosened"
    /// A pattern is written in another way, and matches the same texts.
    case patternSpelling = "pattern.spelling"
    /// A pattern differs, so that some texts that it matched are refused, or may be.
    case patternChanged = "pattern.changed"
    /// A limit's message differs.
    case limitMessage = "limit.message"

    // MARK: Codes and rules

    /// The same fault is answered with another code.
    case codeChanged = "code.changed"
    /// Of several faults of one call, another one's code is the answer's, or stands first.
    case orderChanged = "order.changed"
    /// A rule is new.
    case ruleAdded = "rule.added"
    /// A rule is gone.
    case ruleRemoved = "rule.removed"
    /// A rule applies more often, or demands more.
    case ruleTightened = "rule.tightened"
    /// A rule applies less often, or demands less.
    case ruleLoosened = "rule.loosened"
    /// A rule differs, and refuses some calls that it did not refuse.
    case ruleChanged = "rule.changed"
    /// A rule has another id, by which callers tell its faults from others.
    case ruleRenamed = "rule.renamed"
    /// A rule's message differs.
    case ruleMessage = "rule.message"

    // MARK: Errors

    /// A code is not sent any more, so that what it told apart is told otherwise.
    case errorRemoved = "error.removed"
    /// A code is new, which callers do not know yet.
    case errorAdded = "error.added"
    /// A code has another HTTP status.
    case errorStatus = "error.status"
    /// A code is sent in an array, or not any more.
    case errorShape = "error.shape"
    /// The text of a code stands in another field.
    case errorField = "error.field"
    /// The text that callers read beside a code differs.
    case errorText = "error.text"

    // MARK: Replies

    /// A field of a reply is gone.
    case replyFieldRemoved = "reply.field.removed"
    /// A field of a reply is new.
    case replyFieldAdded = "reply.field.added"
    /// A field that was always there may be left out.
    case replyFieldOptional = "reply.field.optional"
    /// A field that could be left out is always there.
    case replyFieldCertain = "reply.field.certain"
    /// A field had, or has, one text always, and it is not the same.
    case replyFieldConstant = "reply.field.constant"
    /// A field of a reply is of another type, or may be.
    case replyTypeChanged = "reply.type.changed"
    /// A field of a reply has fewer types than it could have.
    case replyTypeNarrowed = "reply.type.narrowed"
    /// A field of a reply may have values that it never had.
    case replyValueWidened = "reply.value.widened"
    /// A field of a reply has fewer values than it could have.
    case replyValueNarrowed = "reply.value.narrowed"

    // MARK: Words

    /// A summary, a description or another text for people differs.
    case documentationChanged = "documentation.changed"
    /// Callers are asked to stop using it.
    case deprecatedAdded = "deprecated.added"
    /// Callers are not asked to stop using it any more.
    case deprecatedRemoved = "deprecated.removed"
}
