using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>Facts in few words. Days count from one start; everything is recorded when it happens unless a test says otherwise.</summary>
internal static class Given
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 10, 0);

    public static Instant Day(double day) => Start + Duration.FromDays(day);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static Evidence Row(EvidenceKind kind, double day, string? source = null, double? recorded = null, double? withdrawn = null, int id = 0) => new()
    {
        Id = Id(id),
        CustomerId = Guid.Empty,
        Kind = kind,
        Source = source ?? $"fact:{kind}:{day}",
        OccurredAt = Day(day),
        RecordedAt = Day(recorded ?? day),
        WithdrawnAt = withdrawn is { } at ? Day(at) : null,
        Weight = EvidenceCatalogue.WeightOf(kind, Policy.Default.Trust),
        LayerOfBreach = kind == EvidenceKind.BreachRepaired ? TrustLayer.Cognitive : null,
    };

    public static DutyRecord Duty(FollowUpKind kind, double created, double? deadline, double? done = null, double? answered = null, int id = 0) => new()
    {
        Id = Id(id),
        Kind = kind,
        CreatedAt = Day(created),
        Deadline = deadline is { } at ? Day(at) : null,
        IsEnquiry = kind == FollowUpKind.Answer,
        Done = At(done),
        Answered = At(answered),
    };

    /// <summary>A quality check that is created on its first day, may take seven and is done on <paramref name="done"/>.</summary>
    public static DutyRecord Check(double created, double? done = null, double? answered = null) =>
        Duty(FollowUpKind.QualityCheck, created, created + 7, done, answered, id: (int)(created * 100));

    public static Learnt? At(double? day) => day is { } at ? new Learnt(Day(at), Day(at)) : null;

    public static RelationshipFacts Facts(params object[] facts) => new()
    {
        Evidence = [.. facts.OfType<Evidence>()],
        Duties = [.. facts.OfType<DutyRecord>()],
        Suggestions = [.. facts.OfType<SuggestionRecord>()],
        Overrides = [.. facts.OfType<LevelOverride>()],
    };

    public static Assessment On(this RelationshipFacts facts, double day) => Relationship.Assess(facts, Policy.Default, Day(day), Day(day));

    public static Rung RungOn(this RelationshipFacts facts, Level level, double day) => facts.On(day).Rungs[(int)level - 1];
}
