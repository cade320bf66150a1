using System.Diagnostics.CodeAnalysis;

namespace RetentionApi.Domain.Common;

/// <summary>What came of an attempt: a value, or the <see cref="Error"/> that explains why there is none. Exceptions are for bugs and outages.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Error? error) => (this.value, Error) = (value, error);

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <exception cref="InvalidOperationException">The attempt failed; look at <see cref="Error"/> first.</exception>
    public T Value => IsOk ? value! : throw new InvalidOperationException($"No value: {Error.Code}");

    public static Result<T> Ok(T value) => new(value, null);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
