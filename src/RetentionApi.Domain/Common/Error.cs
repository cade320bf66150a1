namespace RetentionApi.Domain.Common;

/// <summary>What went wrong in terms a caller can act on; one table at the edge maps it to an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>Malformed: the request cannot be understood.</summary>
    Malformed,

    /// <summary>There is nothing here, or it is another merchant's.</summary>
    NotFound,

    /// <summary>Understood, and refused by a rule.</summary>
    Refused,

    /// <summary>It contradicts what is already there.</summary>
    Conflict,

    /// <summary>Somebody changed it first.</summary>
    Stale,

    /// <summary>The caller is known and may not do this.</summary>
    Forbidden,
}

/// <summary>One place in the request that is wrong: <paramref name="Pointer"/> is an RFC 6901 JSON pointer, "" for the whole.</summary>
public sealed record FieldError(string Pointer, string Detail, string Code);

/// <summary>An expected failure.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable and dotted, e.g. <c>follow_up.already_done</c>; documented, never reused.</param>
/// <param name="Detail">One sentence for a person: what is wrong and what to do.</param>
/// <param name="Fields">Where it is wrong, when that is known.</param>
public sealed record Error(ErrorKind Kind, string Code, string Detail, IReadOnlyList<FieldError>? Fields = null)
{
    public static Error NotFound(string what) => new(ErrorKind.NotFound, $"{what}.not_found", $"There is no such {what.Replace('_', ' ')}.");

    public static Error Refused(string code, string detail) => new(ErrorKind.Refused, code, detail);

    public static Error Conflict(string code, string detail) => new(ErrorKind.Conflict, code, detail);

    public static Error Refused(string code, string detail, string pointer) => new(ErrorKind.Refused, code, detail, [new FieldError(pointer, detail, code)]);
}
