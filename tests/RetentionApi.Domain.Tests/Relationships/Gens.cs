using CsCheck;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>Random relationships over two years. Every instant lies on a grid of quarter days, so that what holds at each point of the grid holds always.</summary>
internal static class Gens
{
    public const int LastDay = 800;

    public static readonly Gen<double> Days = Gen.Int[0, LastDay * 4].Select(quarters => quarters / 4.0);

    /// <summary>How long until we learn of something: mostly at once.</summary>
    private static readonly Gen<double> Lags = Gen.Frequency((4, Gen.Const(0.0)), (1, Gen.Int[0, 400].Select(quarters => quarters / 4.0)));

    private static readonly Gen<double?> Withdrawals = Gen.Frequency((5, Gen.Const((double?)null)), (1, Gen.Int[0, 400].Select(quarters => (double?)(quarters / 4.0))));

    public static readonly Gen<Evidence> Row = RowOf(Enum.GetValues<EvidenceKind>());

    public static readonly Gen<Evidence> PositiveRow = RowOf([.. Enum.GetValues<EvidenceKind>().Where(k => EvidenceCatalogue.Of(k).IsPositive)]);

    public static readonly Gen<Evidence> NegativeRow = RowOf([.. Enum.GetValues<EvidenceKind>().Where(k => !EvidenceCatalogue.Of(k).IsPositive)]);

    private static readonly Gen<DutyRecord> Duty =
        from kind in Gen.OneOf(FollowUpKind.Welcome, FollowUpKind.Answer, FollowUpKind.BestValue, FollowUpKind.QualityCheck, FollowUpKind.QualityCheck,
            FollowUpKind.RegularVisit, FollowUpKind.Warranty, FollowUpKind.CaseStep, FollowUpKind.SuggestionReply, FollowUpKind.RiskReminder)
        from id in Gen.Int[1, int.MaxValue]
        from created in Days
        from allowed in Gen.Frequency((9, Gen.Int[1, 60].Select(quarters => (double?)(created + (quarters / 4.0)))), (1, Gen.Const((double?)null)))
        from end in Gen.Int[0, 5]
        from ended in Happening(created)
        from answered in Gen.Frequency((1, Gen.Const((Learnt?)null)), (1, Happening(created).Select(l => (Learnt?)l)))
        from asked in Gen.Bool
        select Given.Duty(kind, created, allowed, id: id) with
        {
            IsEnquiry = kind == FollowUpKind.Answer || (kind == FollowUpKind.BestValue && asked),
            Done = end is 0 or 1 or 2 ? ended : null,
            Skipped = end == 3 ? ended : null,
            Cancelled = end == 4 ? ended : null,
            Answered = end is 0 or 1 or 2 ? answered : null,
        };

    private static readonly Gen<SuggestionRecord> Suggestion =
        from id in Gen.Int[1, int.MaxValue]
        from day in Days
        from replied in Happening(day)
        from decided in Happening(day)
        from told in Happening(day)
        select new SuggestionRecord(Id(id), replied, decided, told);

    public static readonly Gen<RelationshipFacts> Facts =
        from rows in Row.Array[0, 25]
        from duties in Duty.Array[0, 25]
        from suggestions in Suggestion.Array[0, 3]
        select new RelationshipFacts { Evidence = rows, Duties = duties, Suggestions = suggestions };

    public static RelationshipFacts With(this RelationshipFacts facts, Evidence row) => facts with { Evidence = [.. facts.Evidence, row] };

    private static Gen<Learnt> Happening(double after) => Gen.Select(Gen.Int[0, 160], Lags).Select((quarters, lag) => new Learnt(Day(after + (quarters / 4.0)), Day(after + (quarters / 4.0) + lag)));

    private static Gen<Evidence> RowOf(EvidenceKind[] kinds) =>
        from kind in Gen.OneOf(kinds)
        from id in Gen.Int[1, int.MaxValue]
        from day in Days
        from lag in Lags
        from withdrawn in Withdrawals
        from product in Gen.Int[0, 2]
        from breach in Gen.Int[1, 3]
        select Given.Row(kind, day, SourceOf(kind, breach), recorded: day + lag, withdrawn: day + lag + withdrawn, id) with { ProductId = product == 0 ? null : Id(product) };

    private static string? SourceOf(EvidenceKind kind, int breach) =>
        EvidenceCatalogue.IsBreach(kind) || EvidenceCatalogue.SettlesBreach(kind) ? $"followUp:{breach}" : null;
}
