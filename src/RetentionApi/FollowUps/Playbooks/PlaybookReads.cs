using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Playbooks as they are shown, in the caller's language.</summary>
internal sealed class PlaybookReads(RetentionDbContext db, MerchantScope scope, ReaderLanguage language)
{
    public async Task<Result<PlaybookView>> FindAsync(string id, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(view => view.Id == id) is { } found ? found : PlaybookProblems.NotFound;

    public async Task<IReadOnlyList<PlaybookView>> AllAsync(CancellationToken cancellationToken)
    {
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        var newest = await PolicyVersions.NewestAsync(db, cancellationToken);
        return [.. settings.Rules.Playbooks.All.Select(book => PlaybookView.Of(book, settings.Policy, newest, ReaderOf(settings)))];
    }

    public async Task<Reader> ReaderAsync(CancellationToken cancellationToken) => ReaderOf(await MerchantSettings.ReadAsync(scope, cancellationToken));

    /// <summary>By the name of its fact; null: there is none.</summary>
    public static PlaybookTrigger? TriggerOf(string id) =>
        DefaultPlaybooks.Product(Policy.Default).All.FirstOrDefault(book => book.Trigger.Word() == id)?.Trigger;

    private Reader ReaderOf(MerchantSettings settings) => settings.ReaderIn(language);
}
