using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>What the shop plays once its facts are told, so that everything the product can has something in it. Pure: the same shop plays the same scenes.</summary>
public static class DemoScenes
{
    /// <param name="shop">Large enough: some eighty customers.</param>
    /// <exception cref="ArgumentException">It has too few customers for all parts.</exception>
    public static IEnumerable<DemoStep> Of(DemoShop shop)
    {
        var cast = new Cast(shop);
        return
        [
            .. Office.People(cast), .. Office.Rules(),
            Post("/v1/churn/models", new { }),
            .. Goods.Wishes(cast), .. Goods.Batches(cast),
            .. Voices.Advice(cast), .. Voices.Suggestions(cast), .. Voices.Referrals(cast), .. Voices.Leaving(cast),
            .. Care.Complaints(cast), .. Care.Cases(cast), .. Care.Promises(cast),
            .. Surveys.All(cast),
            Run("due-follow-ups"),
            .. WorkList.ByHand(cast), .. WorkList.Checks(), .. WorkList.Decisions(cast), .. WorkList.Notebook(),
            Run("segment-counts"), Run("duty-days"), Run("due-notices"),
        ];
    }
}
