using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>What holds of a merchant's own playbooks.</summary>
internal static class OwnPlaybookRules
{
    public const StopConditions Objections = StopConditions.ProfilingObjection | StopConditions.MarketingObjection;

    private const string Code = "playbook.invalid";

    private const int MostConditions = 20;

    private static readonly Duration Furthest = Duration.FromDays(3 * 365), LongestTime = Duration.FromDays(365);

    public static IEnumerable<FieldError> Check(Policy policy) => policy.Playbooks.SelectMany(own =>
        DefaultPlaybooks.Product(policy).For(own.Key) is { } book
            ? Check(own.Value, book, $"/playbooks/{Explanation.NameOf(own.Key)}")
            : [new FieldError($"/playbooks/{Explanation.NameOf(own.Key)}", "the product has no playbook for it", Code)]);

    /// <summary>Compared by what they make of the product's books, so that saying what is so already is no difference.</summary>
    public static bool Differ(Policy before, Policy after) =>
        before.Playbooks.Keys.Union(after.Playbooks.Keys).Any(trigger => !AreSame(DefaultPlaybooks.Of(before).For(trigger), DefaultPlaybooks.Of(after).For(trigger)));

    private static bool AreSame(Playbook? one, Playbook? other) => one is not null && other is not null
        && (one.IsPaused, one.Stops) == (other.IsPaused, other.Stops)
        && one.Steps.Zip(other.Steps).All(s => s.First with { Channels = s.Second.Channels } == s.Second && s.First.Channels.SequenceEqual(s.Second.Channels))
        && one.When.Count == other.When.Count
        && one.When.Zip(other.When).All(c => c.First with { Values = null } == c.Second with { Values = null } && (c.First.Values ?? []).SequenceEqual(c.Second.Values ?? []));

    private static IEnumerable<FieldError> Check(OwnPlaybook own, Playbook book, string path)
    {
        FieldError Wrong(string pointer, string words) => new(path + pointer, words, Code);

        if (own.Conditions.Count > MostConditions)
            yield return Wrong("/conditions", $"at most {MostConditions}");
        for (var i = 0; i < own.Conditions.Count; i++)
            if (own.Conditions[i].Problem is { } problem)
                yield return Wrong($"/conditions/{i}", problem);
        if (own.Stops?.Any(stop => !Enum.IsDefined(stop) || stop is StopConditions.None) is true)
            yield return Wrong("/stops", "name each stop condition by itself");
        for (var i = 0; i < own.Steps.Count; i++)
        {
            var place = $"/steps/{i}";
            if (book.Steps.FirstOrDefault(s => s.Number == own.Steps[i].Number) is not { } step)
                yield return Wrong($"{place}/number", $"this playbook has the steps {string.Join(", ", book.Steps.Select(s => s.Number))}");
            else if (own.Steps.Take(i).Any(earlier => earlier.Number == step.Number))
                yield return Wrong($"{place}/number", "this step is there already");
            else
                foreach (var (pointer, words) in Check(own.Steps[i], step))
                    yield return Wrong(place + pointer, words);
        }

        var steps = own.ApplyTo(book).Steps;
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.After >= pair.Second.After))
            yield return Wrong("/steps", "a later step comes after the earlier one");
    }

    private static IEnumerable<(string Pointer, string Words)> Check(OwnStep own, PlaybookStep step)
    {
        if (own.After is { } after && (after > Furthest || after < -Furthest || (after < Duration.Zero && step.After >= Duration.Zero)))
            yield return ("/after", "up to three years; before the fact only where the fact is foretold");
        if (own.Within is { } within && !IsSensible(within))
            yield return ("/within", "a year at most, and more than nothing");
        if (own.Channels is { } channels && (channels.Count == 0 || channels.Distinct().Count() < channels.Count || (channels.Count > 1 && channels.Contains(ContactChannel.Staff))))
            yield return ("/channels", "at least one, each once; staff only by itself");
        if (own.Message is { } message && !(message >= step.Message))
            yield return ("/message", "the class decides which consent is needed: it may only be stricter than the product's");
        if (own.Template is not null && step.Template is null)
            yield return ("/template", "this step writes nothing");
    }

    private static bool IsSensible(TimeLimit within) => within.Unit is TimeUnit.BusinessDays
        ? within is { Days: > 0 and <= 260 }
        : within.Duration > Duration.Zero && within.Duration <= LongestTime;
}
