using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

internal static class RelationshipTexts
{
    public static readonly ExplanationText[] All =
    [
        new("rung.welcomed", "Welcomed on {on:date}.", "已于{on:date}欢迎。"),
        new("rung.welcomeMissed", "The welcome was missed on {since:date} and has not been made up for.", "{since:date}错过了欢迎，至今未补。"),
        new("rung.notYetWelcomed", "Known, and not welcomed yet.", "已认识，尚未欢迎。"),

        new("rung.enquiryOverdue", "An enquiry has been waiting past its deadline since {since:time}.", "有一条咨询自{since:time}起逾期未回复。"),
        new("rung.enquiryAnswered", "An enquiry was answered in time on {on:date}.", "{on:date}按时回复了咨询。"),
        new("rung.proactiveWelcomed", "The customer welcomed what we did unasked on {on:date}.", "{on:date}我们主动做的事得到了客户的回应。"),
        new("rung.noEnquiryAnswered", "Nothing was asked and nothing offered unasked was taken up in the last {days:days}.", "最近 {days:days}内客户没有咨询，也没有回应我们主动做的事。"),

        new("rung.adviceOverdue", "A request for advice has been waiting past its deadline since {since:time}.", "有一个选购建议请求自{since:time}起逾期未答复。"),
        new("rung.adviceTaken", "The customer took our advice on {on:date} and has not regretted it.", "客户于{on:date}采纳了我们的建议，且没有后悔。"),
        new("rung.noAdviceTaken", "No advice of ours was taken in the last {days:days}.", "最近 {days:days}内客户没有采纳过我们的建议。"),

        new("rung.caseOverdue", "A step of a case is past its deadline since {since:time}.", "有一个售后步骤自{since:time}起逾期。"),
        new("rung.promiseBroken", "A promise was broken on {since:date} and not made good.", "{since:date}有一个承诺未兑现，至今没有补救。"),
        new("rung.checkMissed", "The latest check was missed on {since:date} and is still not done.", "最近一次回访于{since:date}错过，至今未补做。"),
        new("rung.checksMissed", "{missed} of the latest {latest} checks were missed.", "最近 {latest} 次回访中错过了 {missed} 次。"),
        new("rung.checkAnswered", "The customer answered a quality check on {on:date}.", "客户于{on:date}回答了质量回访。"),
        new("rung.checkUnanswered", "Asked about the quality on {on:date}; no answer yet.", "已于{on:date}做了质量回访，客户尚未回答。"),
        new("rung.noCheckAnswered", "No quality check was answered in the last {days:days}.", "最近 {days:days}内没有得到回答的质量回访。"),

        new("rung.suggestionOverdue", "A suggestion has been waiting past its deadline since {since:time}.", "有一条建议自{since:time}起逾期未处理。"),
        new("rung.suggestionDecided", "A suggestion of theirs was decided and they were told by {on:date}.", "客户的一条建议已有决定，并于{on:date}告知客户。"),
        new("rung.suggestionWithoutCheck", "A suggestion was decided by {on:date}; an answered quality check is still missing.", "一条建议已于{on:date}有决定，但还缺少得到回答的质量回访。"),
        new("rung.noSuggestionDecided", "No suggestion was decided in the last {days:days}.", "最近 {days:days}内没有建议得到决定。"),

        new("level.recovered", "What stood in the way of “{level:word}” no longer does since {on:date}.", "妨碍“{level:word}”的问题自{on:date}起不再存在。"),
        new("level.proofEnded", "What held “{level:word}” is from {on:date} and no longer counts.", "支撑“{level:word}”的依据来自{on:date}，现已不再计入。"),

        new("level.corrected", "A fact was withdrawn or came later: by what is known now the level is another.", "有事实被撤回或较晚报告：按目前所知，等级有所不同。"),

        new("remedy.answerEnquiry", "Answer the enquiry that is overdue since {since:time}.", "请回复自{since:time}起逾期的咨询。"),
        new("remedy.giveAdvice", "Give the advice that is overdue since {since:time}.", "请答复自{since:time}起逾期的选购建议请求。"),
        new("remedy.doCaseStep", "Do the step of the case that is overdue since {since:time}.", "请完成自{since:time}起逾期的售后步骤。"),
        new("remedy.repairPromise", "Make good the promise that was broken on {since:date}, and tell the customer.", "请补救{since:date}未兑现的承诺，并告知客户。"),
        new("remedy.askLate", "Do the check that was missed on {since:date}, late as it is.", "请补做{since:date}错过的回访，迟做也好过不做。"),
        new("remedy.checkInTime", "Too many checks have been missed since {since:date}: do the next ones in time.", "自{since:date}起错过的回访过多：请按时完成接下来的回访。"),
        new("remedy.replyToSuggestion", "Reply to the suggestion that is overdue since {since:time}.", "请处理自{since:time}起逾期的建议。"),

        new("raise.answer", "Answer the open enquiry in time: it raises the customer to “{level:word}”.", "按时回复待处理的咨询，客户即升为“{level:word}”。"),
        new("raise.bestValue", "Give the best value advice: once taken, it raises the customer to “{level:word}”.", "给出最划算的建议；客户采纳后即升为“{level:word}”。"),
        new("raise.qualityCheck", "Do the quality check: once answered, it raises the customer to “{level:word}”.", "完成质量回访；客户回答后即升为“{level:word}”。"),
        new("raise.suggestionReply", "Reply to the suggestion, decide it and tell the customer: it raises them to “{level:word}”.", "回复并决定客户的建议，再告知客户，即升为“{level:word}”。"),
        new("raise.nextEnquiry", "Answer their next enquiry in time: it raises the customer to “{level:word}”.", "按时回复客户的下一次咨询，即升为“{level:word}”。"),
        new("raise.nextCheck", "Ask how the next delivery turned out: once answered, it raises the customer to “{level:word}”.", "下一次到货后做质量回访；客户回答后即升为“{level:word}”。"),
        new("raise.nextSuggestion", "Ask for a suggestion, decide it and tell the customer: it raises them to “{level:word}”.", "征求客户的建议，作出决定并告知客户，即升为“{level:word}”。"),
    ];
}
