using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>What the shop plays once its facts are told, so that everything the product can has something in it. Pure: the same shop plays the same scenes.</summary>
public static class DemoScenes
{
    /// <param name="shop">Large enough: some eighty customers.</param>
    /// <exception cref="ArgumentException">It has too few customers for all parts.</exception>
    public static IReadOnlyList<DemoAct> Of(DemoShop shop)
    {
        var cast = new Cast(shop);
        return
        [
            Act(Office.People(cast)),
            Act([Post("/v1/churn/models")]),
            Act([
                [.. Office.Rules(), .. WorkList.Checks(), .. WorkList.Calls(cast)], Goods.Wishes(cast), Goods.Batches(cast),
                Voices.Advice(cast), Voices.Suggestions(cast), Voices.Referrals(cast),
                Care.Complaints(cast), Care.Cases(cast), Care.Promises(cast), .. Surveys.All(cast),
                WorkList.ByHand(cast), WorkList.Decisions(cast), WorkList.Notebook(), Voices.Leaving(cast),
            ]),
            Act([Run("due-follow-ups")], [Run("due-notices")], [Run("segment-counts")], [Run("duty-days")], [Run("month-counts")], Office.Review(cast)),
        ];
    }

    private static DemoAct Act(params IEnumerable<DemoStep>[] scenes) => new([.. scenes.Select(scene => scene.ToList())]);
}
