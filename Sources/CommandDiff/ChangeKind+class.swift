// SPDX-License-Identifier: Apache-2.0

extension ChangeKind {
    /// What it means to callers.
    package var changeClass: ChangeClass {
        switch self {
        case .commandRemoved, .surfaceRemoved, .accessRemoved, .idempotentRemoved, .permissionRemoved, .parameterRemoved,
            .parameterDemanded, .parameterRenamed, .aliasRemoved, .requiredAdded, .defaultChanged, .roleChanged, .typeChanged,
            .codeChanged, .orderChanged, .ruleRenamed, .errorRemoved, .errorStatus, .errorShape, .errorField, .replyFieldRemoved,
            .replyFieldOptional, .replyFieldConstant, .replyTypeChanged, .patternReplaced:
            .breaking
        case .permissionDemanded, .effectsGrown, .typeNarrowed, .typeOrder, .preparationRemoved, .emptyRefused, .membersClosed,
            .limitAdded, .limitTightened, .choiceRemoved, .patternChanged, .patternTightened, .ruleAdded, .ruleTightened, .ruleChanged,
            .errorAdded,
            .replyValueWidened:
            .tightening
        case .commandAdded, .surfaceAdded, .accessAdded, .permissionDropped, .effectsShrunk, .idempotentAdded, .permissionAdded,
            .parameterAdded, .aliasAdded, .requiredRemoved, .typeWidened, .preparationAdded, .emptyAllowed, .membersOpened,
            .limitRemoved, .limitLoosened, .choiceAdded, .patternLoosened, .ruleRemoved, .ruleLoosened, .replyFieldAdded,
            .replyFieldCertain,
            .replyTypeNarrowed, .replyValueNarrowed:
            .loosening
        case .commandSpelling, .reservedChanged, .exampleChanged, .secretChanged, .choiceOrder, .patternSpelling, .ruleMessage,
            .limitMessage, .errorText,
            .documentationChanged, .deprecatedAdded, .deprecatedRemoved:
            .neutral
        }
    }

    /// What it says, in a sentence.
    package var sentence: String {
        switch self {
        case .commandRemoved: "A command is gone."
        case .commandAdded: "A command is new."
        case .commandSpelling: "A command's name differs in case, which callers need not keep to."
        case .surfaceRemoved: "A command cannot be called on a surface any more."
        case .surfaceAdded: "A command can be called on one more surface."
        case .accessRemoved: "A kind of caller is not admitted any more."
        case .accessAdded: "One more kind of caller is admitted."
        case .permissionDemanded: "A command asks for one more permission."
        case .permissionDropped: "A command asks for one permission less."
        case .effectsGrown: "A command does more to what is stored than it did: it writes, or destroys."
        case .effectsShrunk: "A command does less to what is stored than it did."
        case .idempotentRemoved: "Calling twice may now do more than calling once, so that a lost answer is no reason to call again."
        case .idempotentAdded: "Calling twice does no more than calling once."
        case .reservedChanged: "Codes that are never sent are listed, or not any more."
        case .exampleChanged: "The examples differ."
        case .permissionRemoved: "A permission is gone, and with it the keys' right that bears its name."
        case .permissionAdded: "A permission is new."
        case .parameterRemoved: "A parameter, or a member of an object, is gone: it is refused as unknown where unknown ones are."
        case .parameterAdded: "A parameter, or a member of an object, is new and may be left out."
        case .parameterDemanded: "A parameter, or a member of an object, is new and required."
        case .parameterRenamed: "A parameter has another name, though the old one is still taken: rule ids and messages bear the new one."
        case .aliasRemoved: "Another name of a parameter is not taken any more."
        case .aliasAdded: "A parameter has one more name."
        case .requiredAdded: "What could be left out is required."
        case .requiredRemoved: "What was required can be left out."
        case .defaultChanged: "A call that leaves a parameter out means something else than it did."
        case .roleChanged: "The router reads a parameter for another purpose, or for none."
        case .typeChanged: "A value is of another type: neither takes all that the other takes."
        case .typeNarrowed: "Some values of the old type are refused, as when a number becomes a whole number."
        case .typeWidened: "All values of the old type are taken, and others."
        case .typeOrder: "The types of a union are tried in another order, so that some values are taken for another of them."
        case .preparationRemoved: "White space at the ends, or a form other than NFC, is not set right any more."
        case .preparationAdded: "White space at the ends, or a form other than NFC, is set right."
        case .emptyRefused: "An empty text, object or array does not stand for an empty value any more."
        case .emptyAllowed: "An empty text, object or array stands for an empty value."
        case .membersClosed: "An object that took any members declares them, or an array its items."
        case .membersOpened: "An object takes any members, or an array any items."
        case .secretChanged: "A value is kept out of logs, or not any more."
        case .limitAdded: "A value has one more limit."
        case .limitRemoved: "A value has one limit less."
        case .limitTightened: "A limit leaves less room."
        case .limitLoosened: "A limit leaves more room."
        case .choiceRemoved: "A text is not one of those that are taken any more."
        case .choiceAdded: "One more text is taken."
        case .choiceOrder: "The texts that are taken stand in another order."
        case .patternChanged: "A pattern differs, so that some texts that it matched are refused, or may be."
        case .patternReplaced: "A pattern matches none of the texts that it matched."
        case .patternTightened: "A pattern matches fewer texts."
        case .patternLoosened: "A pattern matches all texts that it matched, and others."
        case .patternSpelling: "A pattern is written in another way, and matches the same texts."
        case .limitMessage: "A limit's message differs."
        case .codeChanged: "The same fault is answered with another code."
        case .orderChanged: "Of several faults of one call, another one's code is the answer's, or stands first."
        case .ruleAdded: "A rule is new."
        case .ruleRemoved: "A rule is gone."
        case .ruleTightened: "A rule applies more often, or demands more."
        case .ruleLoosened: "A rule applies less often, or demands less."
        case .ruleChanged: "A rule differs, and refuses some calls that it did not refuse."
        case .ruleRenamed: "A rule has another id, by which callers tell its faults from others."
        case .ruleMessage: "A rule's message differs."
        case .errorRemoved: "A code is not sent any more, so that what it told apart is told otherwise."
        case .errorAdded: "A code is new, which callers do not know yet."
        case .errorStatus: "A code has another HTTP status."
        case .errorShape: "A code is sent in an array, or not any more."
        case .errorField: "The text of a code stands in another field."
        case .errorText: "The text that callers read beside a code differs."
        case .replyFieldRemoved: "A field of a reply is gone."
        case .replyFieldAdded: "A field of a reply is new."
        case .replyFieldOptional: "A field that was always there may be left out."
        case .replyFieldCertain: "A field that could be left out is always there."
        case .replyFieldConstant: "A field had, or has, one text always, and it is not the same."
        case .replyTypeChanged: "A field of a reply is of another type, or may be."
        case .replyTypeNarrowed: "A field of a reply has fewer types than it could have."
        case .replyValueWidened: "A field of a reply may have values that it never had."
        case .replyValueNarrowed: "A field of a reply has fewer values than it could have."
        case .documentationChanged: "A summary, a description or another text for people differs."
        case .deprecatedAdded: "Callers are asked to stop using it."
        case .deprecatedRemoved: "Callers are not asked to stop using it any more."
        }
    }
}
