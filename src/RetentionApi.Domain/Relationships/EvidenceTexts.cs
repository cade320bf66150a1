using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

/// <summary>What each kind of evidence is called: one code a kind.</summary>
internal static class EvidenceTexts
{
    public static readonly ExplanationText[] All =
    [
        new("evidence.welcomed", "Welcomed in time on {on:date}", "{on:date}按时欢迎"),
        new("evidence.welcomeMissed", "Welcome missed on {on:date}", "{on:date}错过欢迎"),
        new("evidence.enquiryAnswered", "Enquiry answered in time on {on:date}", "{on:date}按时回复咨询"),
        new("evidence.enquiryLate", "Enquiry not answered in time, {on:date}", "{on:date}未按时回复咨询"),
        new("evidence.proactiveWelcomed", "What we did unasked was welcomed on {on:date}", "{on:date}主动关怀得到回应"),
        new("evidence.proactiveUnwelcome", "What we did unasked was unwelcome on {on:date}", "{on:date}主动关怀不受欢迎"),
        new("evidence.adviceTaken", "Advice taken on {on:date}", "{on:date}采纳建议"),
        new("evidence.adviceRegretted", "Advice regretted on {on:date}", "{on:date}后悔采纳建议"),
        new("evidence.qualityConfirmed", "Quality confirmed on {on:date}", "{on:date}确认质量良好"),
        new("evidence.defectReported", "Defect reported on {on:date}", "{on:date}反映质量问题"),
        new("evidence.checkAnswered", "Asked in time and answered on {on:date}", "{on:date}按时回访并得到回答"),
        new("evidence.checkMissed", "Check missed on {on:date}", "{on:date}错过回访"),
        new("evidence.promiseKept", "Promise kept on {on:date}", "{on:date}兑现承诺"),
        new("evidence.promiseBroken", "Promise broken on {on:date}", "{on:date}未兑现承诺"),
        new("evidence.caseConfirmed", "Case confirmed as solved on {on:date}", "{on:date}售后问题确认解决"),
        new("evidence.caseOverdue", "Case overdue on {on:date}", "{on:date}售后逾期"),
        new("evidence.caseReopened", "Case reopened on {on:date}: not solved", "{on:date}售后未解决，重新处理"),
        new("evidence.suggestionMade", "The customer made a suggestion on {on:date}", "{on:date}客户提出建议"),
        new("evidence.suggestionDecided", "Suggestion decided on {on:date}", "{on:date}建议已有决定"),
        new("evidence.suggestionOverdue", "Suggestion overdue on {on:date}", "{on:date}建议处理逾期"),
        new("evidence.suggestionBuilt", "Suggestion built on {on:date}", "{on:date}建议已落实"),
        new("evidence.satisfied", "Satisfied on {on:date}", "{on:date}表示满意"),
        new("evidence.dissatisfied", "Dissatisfied on {on:date}", "{on:date}表示不满意"),
        new("evidence.reviewGood", "Good review on {on:date}", "{on:date}好评"),
        new("evidence.reviewBad", "Bad review on {on:date}", "{on:date}差评"),
        new("evidence.repeatOrder", "Ordered again on {on:date}", "{on:date}再次下单"),
        new("evidence.orderAfterWinBack", "Came back on {on:date}", "{on:date}挽回后下单"),
        new("evidence.referralBought", "Somebody they sent bought on {on:date}", "{on:date}推荐的人下单"),
        new("evidence.chargeback", "Payment charged back on {on:date}", "{on:date}拒付"),
        new("evidence.refundDissatisfied", "Refunded in dissatisfaction on {on:date}", "{on:date}因不满意退款"),
        new("evidence.breachRepaired", "Breach made good on {on:date}", "{on:date}补救失信"),
        new("evidence.breachClosed", "Case of the breach closed without the customer's word on {on:date}", "{on:date}失信相关的售后问题在未获客户确认的情况下结束"),
    ];
}
