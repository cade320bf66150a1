using static RetentionApi.Domain.FollowUps.Guides.GuideBuilder;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Conversations after a purchase: how it is, what could be better.</summary>
internal static class CareGuides
{
    public static readonly ConversationGuide[] All =
    [
        Guide(FollowUpKind.QualityCheck,
            Say("You have had it for a while, and I would like to know how it really is. Plain words help most.", "东西您已经用了一阵子，想听听真实的感受，直说最好。"),
            Say("Thank you. What is not right, we put right; I will tell you what happens next.", "谢谢。有不满意的地方我们会处理，并告诉您下一步。"),
            Text("howIsIt", "How is it, in daily use?", "平时用起来怎么样？"),
            Rating("asExpected", "From 1 to 5: how far is it what you expected?", "从 1 到 5 分，与您的期望相比如何？"),
            Text("notRight", "Is there anything that is not right, even a small thing?", "有没有什么不满意的地方，哪怕是小事？"),
            YesNo("helpNow", "Shall we do something about it now?", "需要我们现在就处理吗？")),
        Guide(FollowUpKind.RegularVisit,
            Say("It has been a while. I only want to hear whether all is well.", "有一阵子没联系了，就想问问是否一切都好。"),
            Say("It was good to hear from you. You can reach us at any time.", "很高兴听到您的消息。有事随时找我们。"),
            Text("howAreThings", "How is everything you have from us doing?", "在我们这里买的东西，现在都还好吗？"),
            Rating("satisfied", "From 1 to 5: how content are you with us?", "从 1 到 5 分，您对我们满意吗？"),
            Text("oneThing", "If we could do one thing better, what is it?", "如果我们能改进一件事，会是什么？")),
        Guide(FollowUpKind.Warranty,
            Say("The warranty ends soon. If anything is wrong, now is the time to say so.", "保修快到期了。如果有任何问题，现在正是提出来的时候。"),
            Say("If something shows up before the last day, tell us: it counts.", "到期日之前发现问题，都可以告诉我们，一样算数。"),
            Text("howIsIt", "How is it working?", "现在用得怎么样？"),
            YesNo("fault", "Is anything not as it should be?", "有没有哪里不正常？"),
            Choice("wish", "What shall we do?", "您希望我们怎么做？",
                ("nothing", "Nothing, it is fine", "不用，一切正常"), ("look", "Have a look at it", "检查一下"), ("repair", "Repair it", "维修"), ("replace", "Replace it", "更换"))),
        Guide(FollowUpKind.BatchAlert,
            Say("Others who bought from the same batch told us of a fault. I do not want you to find out by yourself.", "同一批次的其他顾客反映了问题。不希望您自己碰上了才知道。"),
            Say("You lose nothing by it: we see to it, whatever the state of yours.", "不会让您有损失：无论您那件情况如何，我们都会处理。"),
            Choice("seen", "What have you noticed with yours?", "您那件有什么情况？",
                ("nothing", "Nothing so far", "目前没有"), ("same", "The same fault", "同样的问题"), ("other", "Something else", "其他问题")),
            YesNo("harm", "Has it done any harm?", "有没有造成损害？"),
            Choice("wish", "What would you like?", "您希望怎么处理？",
                ("refund", "Your money back", "退款"), ("replace", "Another one", "换货"), ("keep", "Keep it", "保留"))),
        Guide(FollowUpKind.AskSuggestions,
            Say("Things turned out well for you, and I am glad. You know us by now: what do you see that we do not?", "很高兴没有让您失望。您已经了解我们了：有什么是您看到而我们没看到的？"),
            Say("We reply to every suggestion and tell you what becomes of it.", "每条建议我们都会回复，并告诉您结果。"),
            Text("suggestion", "If there is one thing we could do differently, what is it?", "如果有一件事我们可以做得不同，会是什么？"),
            Text("situation", "When did you last miss it?", "您上一次觉得缺少它是什么时候？"),
            Choice("topic", "What is it about?", "这与什么有关？",
                ("price", "Price", "价格"), ("convenience", "Convenience", "方便"), ("quality", "Quality", "质量"), ("relationship", "How we treat you", "服务态度"), ("environment", "How things are made", "环保与来源"))),
        Guide(FollowUpKind.SuggestionReply,
            Say("You suggested something to us. I have read it and want to be sure that I understand it.", "您给我们提过建议。我读过了，想确认理解得对。"),
            Say("This is where it stands, and when you will hear of it again.", "这就是目前的进展，以及您什么时候会再收到消息。"),
            Text("meant", "What would it change for you?", "如果实现了，对您有什么不同？"),
            Choice("weight", "How much does it matter?", "对您有多重要？", ("nice", "It would be nice", "有更好"), ("often", "I miss it often", "经常需要"), ("decides", "It decides whether I stay", "决定我是否继续光顾")),
            YesNo("mayShow", "May we show you a first version?", "有初步结果时，可以请您先看看吗？")),
    ];
}
