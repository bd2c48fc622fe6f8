// SPDX-License-Identifier: Apache-2.0

extension Diagnostic.ID {
    /// Every id that the manifest's reader gives, in the order of a manifest.
    public static let all: [Self] = [
        .fileUnreadable, .includeInvalid, .includeDuplicate, .includeOutside, .includeLimit, .diagnosticsLimit, .yamlSyntax, .yamlEncoding,
        .yamlCharacter,
        .yamlDirective, .yamlSize, .yamlNodes, .yamlDepth, .yamlDocuments, .yamlTag, .yamlKeyDuplicate, .yamlKeyMerge, .yamlKeyKind,
        .yamlAliasUndefined, .yamlAliasCycle, .yamlAliasExpansion, .manifestVersion, .keyUnknown, .keyMissing, .keyMisplaced, .valueKind,
        .valueChoice, .valueRange, .valueEmpty, .valueMultiline, .valueDuplicate, .commandNameInvalid, .commandNameReserved,
        .commandNameDuplicate, .accessNone, .permissionAnonymous, .secretAnonymous, .permissionUndeclared, .permissionDuplicate,
        .groupUndeclared,
        .groupDuplicate, .groupClash,
        .codeUndeclared, .codeDuplicate, .codeReserved, .parameterNameInvalid, .parameterNameDuplicate, .parameterRoleInvalid,
        .parameterDefaultInvalid, .parameterDefaultRequired, .typeUnknown, .typeUnion, .limitMisplaced, .limitContradiction,
        .patternInvalid, .fieldNameInvalid, .fieldNameDuplicate, .fieldNameReserved, .fieldValueInvalid, .ruleIDInvalid, .ruleIDDuplicate,
        .ruleDemand, .ruleParameterUnknown, .ruleParameterRole, .ruleNeverApplies, .ruleAlwaysHolds, .ruleAlwaysFails, .ruleContradiction,
        .ruleShadowed, .commandUnsatisfiable, .commandUnproven, .exampleOutcome, .exampleRequestInvalid,
        .exampleReplyInvalid, .exampleRefusalInvalid,
    ]
}
