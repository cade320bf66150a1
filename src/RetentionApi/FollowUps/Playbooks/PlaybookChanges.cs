using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>A merchant's own playbooks are a part of their policy: a change of one is a new version of all that decides, in effect at once.</summary>
internal sealed class PlaybookChanges(PolicyVersions versions, PlaybookReads reads)
{
    /// <param name="ifMatch">See <see cref="PolicyVersions.ChangeAsync"/>.</param>
    public async Task<Result<Written<PlaybookView>>> ChangeAsync(
        string id, Func<int, Error?> ifMatch, Func<OwnPlaybook, OwnPlaybook> change, string note, CancellationToken cancellationToken)
    {
        if (PlaybookReads.TriggerOf(id) is not { } trigger)
            return PlaybookProblems.NotFound;
        var reader = await reads.ReaderAsync(cancellationToken);
        var made = await versions.ChangeAsync(ifMatch, policy => With(policy, trigger, change), from: null, $"{note}: {id}", pointer: null, cancellationToken);
        if (!made.IsOk)
            return made.Error with { Fields = [.. (made.Error.Fields ?? []).Select(field => field with { Pointer = Within(field.Pointer, id) })] };
        await versions.SaveAsync(cancellationToken);
        return Written<PlaybookView>.Ok(PlaybookView.Of(DefaultPlaybooks.Of(made.Value.Content).For(trigger)!, made.Value.Content, made.Value.Newest, reader));
    }

    /// <summary>The policy with another version of one playbook; one that does nothing otherwise than the product's is none.</summary>
    public static Policy With(Policy policy, PlaybookTrigger trigger, Func<OwnPlaybook, OwnPlaybook> change)
    {
        var own = change(policy.Playbooks.GetValueOrDefault(trigger) ?? new OwnPlaybook());
        var others = policy.Playbooks.Where(other => other.Key != trigger);
        var isNone = own is { IsPaused: false, Conditions.Count: 0, Steps.Count: 0, Stops: null };
        return policy with { Playbooks = (isNone ? others : others.Append(new(trigger, own))).ToDictionary() };
    }

    /// <summary>From its place in the policy to its place in the request.</summary>
    public static string Within(string pointer, string id) =>
        pointer.StartsWith($"/playbooks/{id}", StringComparison.Ordinal) ? pointer[$"/playbooks/{id}".Length..] : pointer;
}
