namespace RetentionApi.CustomerPages;

/// <summary>The one thing that a link lets its holder do.</summary>
internal enum LinkPurpose
{
    /// <summary>Answer a check, a visit or a warranty message; the subject is the duty.</summary>
    FollowUp,

    /// <summary>Answer a survey; the subject is the invitation.</summary>
    Survey,

    /// <summary>Make a suggestion and see what becomes of it; the subject is the duty that asked for one.</summary>
    Suggestion,

    /// <summary>See what became of a suggestion; the subject is the suggestion.</summary>
    SuggestionNews,

    /// <summary>Say what one does with a thing of a bad batch; the subject is the duty.</summary>
    BatchAlert,

    /// <summary>Say why one left; the subject is the line of the ledger.</summary>
    Defection,

    /// <summary>Get no more messages like the one it stood in; the subject is what that message did: a duty, or what a notice was about.</summary>
    Unsubscribe,
}
