namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>A merchant's playbooks, at most one for each trigger.</summary>
public sealed class PlaybookSet
{
    private readonly Playbook?[] byTrigger = new Playbook?[Enum.GetValues<PlaybookTrigger>().Length];

    /// <exception cref="ArgumentException">Two of them have one trigger.</exception>
    public PlaybookSet(IEnumerable<Playbook> playbooks)
    {
        foreach (var playbook in playbooks)
        {
            if (byTrigger[(int)playbook.Trigger] is not null)
                throw new ArgumentException($"Two playbooks for {playbook.Trigger}.", nameof(playbooks));
            byTrigger[(int)playbook.Trigger] = playbook;
        }
    }

    public IEnumerable<Playbook> All => byTrigger.OfType<Playbook>();

    /// <summary>Null where the merchant has none: nothing is owed then.</summary>
    public Playbook? For(PlaybookTrigger trigger) => byTrigger[(int)trigger];

    /// <summary>How a duty is to be done: channels, class of the message, template. Null for one that was opened by hand or whose playbook is gone.</summary>
    public PlaybookStep? StepOf(FollowUp followUp) => BookOf(followUp)?.Steps.FirstOrDefault(s => s.Number == followUp.Step);

    /// <summary>Where two books make duties of one kind, the one whose fact is of the sort of the duty's cause.</summary>
    public Playbook? BookOf(FollowUp followUp)
    {
        var isOfEnquiry = followUp.Cause.StartsWith("interaction:", StringComparison.Ordinal);
        return All.Where(p => p.Kind == followUp.Kind).OrderByDescending(p => p.Trigger.IsEnquiry() == isOfEnquiry).FirstOrDefault();
    }
}
