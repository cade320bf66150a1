using static RetentionApi.Domain.FollowUps.Guides.GuideBuilder;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Conversations where something went wrong, or may; the last two among colleagues.</summary>
internal static class RepairGuides
{
    public static readonly ConversationGuide[] All =
    [
        Guide(FollowUpKind.CaseStep,
            Say("I am sorry that you have this trouble. First tell me all of it; I will not interrupt.", "很抱歉给您带来麻烦。请先把情况都告诉我，我认真听。"),
            Say("I sum it up: what we do, who does it, by when. You hear from us by then, whatever happens.", "我总结一下：做什么、谁来做、什么时候完成。到时无论结果如何都会告诉您。"),
            Text("happened", "What happened, from the beginning?", "从头说，发生了什么？"),
            Text("consequence", "What did it mean for you?", "这给您带来了什么影响？"),
            Text("fair", "What would be a fair solution for you?", "您觉得怎样解决才公平？"),
            Choice("wish", "Which of these comes nearest?", "下面哪一项最接近？",
                ("replace", "Replace it", "换货"), ("refund", "Refund it", "退款"), ("repair", "Repair it", "维修"), ("explain", "Explain it", "说明原因")),
            YesNo("solved", "Is it solved for you now?", "现在对您来说解决了吗？")),
        Guide(FollowUpKind.Promise,
            Say("We gave you our word on something, and I want you to know how it stands.", "我们对您有过承诺，想告诉您进展。"),
            Say("If it is going to be late, you hear it from me first, and before the day.", "如果会延误，我会在到期之前先告诉您。"),
            YesNo("stillWanted", "Is it still what you need?", "您现在还需要它吗？"),
            Text("dependsOn", "What depends on it for you?", "这件事会影响您的什么安排？"),
            YesNo("otherDate", "Would another date do, if it had to be?", "万一需要，改期可以吗？")),
        Guide(FollowUpKind.Repair,
            Say("We have not looked after you as we should. I would like to make that good.", "我们对您照顾不周，想弥补。"),
            Say("I note what you told me and see to it myself.", "您说的我都记下了，由我来跟进。"),
            Text("missed", "What did you miss from us?", "您觉得我们哪里没做到？"),
            Rating("trust", "From 1 to 5: how far do you rely on us today?", "从 1 到 5 分，您现在有多信任我们？"),
            Text("good", "What would make it good?", "怎样做才能弥补？")),
        Guide(FollowUpKind.RiskReminder,
            Say("I have not heard from you for some time, and wondered how you are getting on.", "有段时间没有您的消息，想问问近况。"),
            Say("Thank you for your time. There is nothing you need to do.", "谢谢您抽出时间，不需要您做什么。"),
            Text("since", "How have things been since last time?", "上次之后，一切都好吗？"),
            Text("missing", "Is there anything you looked for and did not find with us?", "有没有什么想要而在我们这里没找到的？"),
            Rating("content", "From 1 to 5: how content are you with us?", "从 1 到 5 分，您对我们满意吗？")),
        Guide(FollowUpKind.Improvement,
            Say("We want to do something better, and you know from daily work how it is now.", "我们想改进一件事，您每天都在做，最了解现在的情况。"),
            Say("I sum it up: what changes, who does it, and by what we see that customers feel it.", "我总结一下：改什么、谁来做、怎样看出客户感受到了变化。"),
            Text("now", "How is it today, and what do customers say of it?", "现在是怎样的？客户怎么说？"),
            Text("obstacle", "What kept us from doing it so far?", "之前为什么没有做到？"),
            YesNo("small", "Can we try it in a small way first?", "可以先小范围试一试吗？")),
        Guide(FollowUpKind.AlertDecision,
            Say("Several customers had trouble with one batch. Before anybody is told, let us see what we know.", "同一批次有好几位顾客反映问题。在通知任何人之前，先看看我们掌握了什么。"),
            Say("I sum it up: whether we tell the buyers, what they are to do, and why we decided so.", "我总结一下：是否通知买家、请他们怎么做，以及为什么这样决定。"),
            Text("found", "What exactly did customers find, and what does the producer say?", "顾客具体发现了什么？生产方怎么说？"),
            YesNo("danger", "Can it harm anybody?", "会不会对人造成伤害？"),
            Text("buyers", "What are buyers to do with theirs, and what do we do for them?", "买家手里的该怎么处理？我们为他们做什么？"),
            YesNo("cause", "Do we know of a cause that has nothing to do with the batch?", "有没有与该批次无关的原因？")),
    ];
}
