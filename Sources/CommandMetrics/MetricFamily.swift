// SPDX-License-Identifier: Apache-2.0

/// All series of one name.
struct MetricFamily {
    /// What Prometheus makes of them.
    enum Kind: String {
        case counter, gauge, summary, histogram

        /// The label that samples of this kind have of their own.
        var ownLabel: String? {
            switch self {
            case .histogram: "le"
            case .summary: "quantile"
            case .counter, .gauge: nil
            }
        }
    }

    let kind: Kind
    /// By their labels, as these are written.
    var series: [String: any MetricSeries] = [:]
}

/// What is kept for one name and one set of labels.
protocol MetricSeries: AnyObject, Sendable {
    /// Writes its samples.
    func append(to text: inout ExpositionText, _ name: String, _ labels: String)
}
