namespace RetentionApi.Domain.Surveys;

/// <summary>The whole numbers from the worst answer to the best.</summary>
public readonly record struct SurveyScale(int Worst, int Best)
{
    public IEnumerable<int> Steps => Enumerable.Range(Worst, Best - Worst + 1);

    public bool Holds(int score) => score >= Worst && score <= Best;

    /// <summary>Of the five values, the scale of each.</summary>
    public static SurveyScale Of(SurveyKind kind) => kind switch
    {
        SurveyKind.Nps => new(0, 10),
        SurveyKind.Ces => new(1, 7),
        _ => new(1, 5),
    };
}
