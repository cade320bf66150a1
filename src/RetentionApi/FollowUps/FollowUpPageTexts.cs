using RetentionApi.CustomerPages;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.FollowUps;

/// <summary>What the answer page of a duty says.</summary>
internal static class FollowUpPageTexts
{
    public static readonly PageText
        Worst = new("very poor", "很差"),
        Best = new("very good", "很好"),
        AboutThis = new("What should we know about it? (optional)", "关于它，您想告诉我们什么？（可不填）"),
        HowIsIt = new("How is it?", "情况如何？"),
        AllWell = new("Everything is in order", "一切正常"),
        IsWrong = new("Something is wrong", "有问题"),
        NothingChosen = new("Please choose one of the two.", "请选择其中一项。"),
        WrongHow = new("Please say what is wrong.", "请说明出了什么问题。"),
        NothingRated = new("Please rate at least one of them.", "请至少给其中一样打分。"),
        NothingSaid = new("Please write a word or two.", "请写一两句话。");

    public static (PageText Title, PageText Introduction) Of(FollowUpKind kind) => kind switch
    {
        FollowUpKind.QualityCheck => (
            new("How is it?", "东西用得怎么样？"),
            new("Give what you have had long enough 1 to 5, and leave out the rest. If something is not right, say so plainly: we will put it right.",
                "请给已经用过的东西打 1 到 5 分，没用过的可以不填。有什么不满意，请直说，我们来解决。")),
        FollowUpKind.Warranty => (
            new("Is everything in order?", "一切都好吗？"),
            new("Your warranty ends soon. If anything is wrong, tell us now, and we will see to it free of charge.", "保修期快要结束了。如有任何问题，请现在告诉我们，我们免费处理。")),
        _ => (
            new("Is all well?", "最近还好吗？"),
            new("Is everything you bought from us still serving you well? Is there anything we could do better?", "您在我们这里买的东西都还好用吗？有什么我们可以做得更好的？")),
    };
}
