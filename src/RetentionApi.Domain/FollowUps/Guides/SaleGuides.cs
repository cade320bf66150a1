using static RetentionApi.Domain.FollowUps.Guides.GuideBuilder;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Conversations before and around a purchase: none of them persuades.</summary>
internal static class SaleGuides
{
    public static readonly ConversationGuide[] All =
    [
        Guide(FollowUpKind.Welcome,
            Say("It is good that you came by. Take your time; there is nothing you have to buy.", "很高兴您来看看。不必着急，也不一定要买。"),
            Say("You can come back to me with any question. Is there a way you prefer to be reached?", "有问题随时找我。您希望我们怎样联系您？"),
            Text("brings", "What brings you to us?", "是什么让您来到我们这里？"),
            Text("matters", "What matters most to you in it?", "您最看重的是什么？"),
            YesNo("mayTell", "May we tell you when we have news about it?", "有相关消息时，可以告诉您吗？")),
        Guide(FollowUpKind.Answer,
            Say("Thank you for asking. I want to be sure that I understand it before I answer.", "谢谢您来询问。我想先确认理解了您的问题，再回答。"),
            Say("If anything of this turns out otherwise, tell me and I will put it right.", "如果之后发现与我说的不符，请告诉我，我来处理。"),
            Text("need", "What do you want to do with it?", "您打算怎么用？"),
            Text("doubt", "What would you like to be sure of before you decide?", "在决定之前，您想确认什么？"),
            YesNo("answered", "Does that answer your question?", "这样回答清楚了吗？")),
        Guide(FollowUpKind.OrderFacts,
            Say("Before it is on its way, there is something about it that you should know.", "在发货之前，有几点想先让您知道。"),
            Say("If you would rather change or cancel, say so now: it costs you nothing yet.", "如果您想更改或取消，现在告诉我即可，不会有损失。"),
            YesNo("understood", "Is it clear to you what this means?", "这意味着什么，您清楚了吗？"),
            Text("worry", "Is there anything in it that worries you?", "其中有什么让您担心的吗？"),
            Choice("wish", "Shall it stay as it is?", "您希望怎么处理？",
                ("keep", "Leave it as ordered", "按原订单"), ("change", "Change something", "更改"), ("cancel", "Cancel it", "取消"))),
        Guide(FollowUpKind.Replenish,
            Say("By usual use it may be running low. I am asking so that you are not left without.", "按一般用量，可能快用完了。问一声，免得您临时不够用。"),
            Say("If you do not need it, that is quite all right.", "如果不需要，也完全没关系。"),
            Text("howIsIt", "How has it served you so far?", "到现在用得怎么样？"),
            Choice("left", "How much is left?", "还剩多少？", ("none", "None", "没有了"), ("little", "A little", "不多"), ("enough", "Enough", "还够")),
            YesNo("again", "Would you like the same again?", "还要同样的吗？")),
        Guide(FollowUpKind.NewsAskedFor,
            Say("You asked us to tell you: now it is so.", "您托我们留意的事，现在有结果了。"),
            Say("This is the only time we tell you. If you want to hear of it again, ask us again.", "这个消息只通知这一次；如果还想继续留意，请再告诉我们。"),
            Text("still", "Is it still what you are looking for?", "现在还需要吗？"),
            YesNo("putAside", "Shall we put one aside for you?", "要为您留一件吗？")),
        Guide(FollowUpKind.BestValue,
            Say("You looked at a few of these. I would like to help you choose, not sell you the dearest.", "您看过这几款。我想帮您挑合适的，而不是最贵的。"),
            Say("Take what fits. If it turns out not to, tell me: I would rather know.", "选合适的就好；如果之后觉得不合适，请告诉我。"),
            Text("use", "What will you use it for, and how often?", "您会用来做什么，多久用一次？"),
            Choice("value", "What decides it for you?", "什么对您最重要？",
                ("price", "The price", "价格"), ("quality", "That it lasts", "质量"), ("convenience", "That it is easy", "方便"), ("relationship", "That somebody is there for me", "有人照应"),
                ("environment", "How it is made", "环保与来源")),
            Text("limit", "Is there something that it must not be, or cost?", "有什么是绝对不能接受的，或价格上限吗？")),
        Guide(FollowUpKind.WinBack,
            Say("We have not seen you for a while. I am not calling to sell: I would like to know whether something went wrong.", "有一阵子没见您了。这次不是推销，只想知道是不是我们哪里没做好。"),
            Say("Thank you for being frank. What you told me will be looked at, and you will hear what became of it if you wish.", "谢谢您的坦率。您说的我们会处理；如果您愿意，也会告诉您结果。"),
            Text("why", "What made you stay away?", "是什么让您不再来了？"),
            Choice("cause", "What was it mostly?", "主要是什么原因？",
                ("price", "The price", "价格"), ("convenience", "Too much trouble", "不方便"), ("quality", "The quality", "质量"), ("relationship", "How we treated you", "我们的态度"),
                ("environment", "How things are made", "环保与来源"), ("noLongerNeeded", "You do not need it any more", "不再需要"), ("moved", "You moved", "搬家")),
            Text("better", "What would have to be different?", "怎样改变，您才愿意再来？"),
            YesNo("mayAskAgain", "May we get in touch again?", "以后还可以联系您吗？")),
    ];
}
