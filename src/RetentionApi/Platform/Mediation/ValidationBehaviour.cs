using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Mediation;

/// <summary>Refuses a request that breaks its rules before anything is read or written.</summary>
internal sealed class ValidationBehaviour<TRequest, TValue>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, Result<TValue>>
    where TRequest : IRequest<Result<TValue>>
{
    public Task<Result<TValue>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<TValue>> next)
    {
        List<ValidationFailure>? failures = null;
        foreach (var validator in validators)
            if (validator.Validate(request) is { IsValid: false } result)
                (failures ??= []).AddRange(result.Errors);
        return failures is null ? next() : Task.FromResult<Result<TValue>>(Invalid.Of(failures));
    }
}

internal static class Invalid
{
    public static Error Of(IEnumerable<ValidationFailure> failures) => new(
        ErrorKind.Refused, "request.invalid", "The request breaks a rule; see errors.",
        [.. failures.Select(f => new FieldError(PointerTo(f.PropertyName), f.ErrorMessage, "request.invalid"))]);

    /// <summary><c>Body.Lines[0].Quantity</c> → <c>/lines/0/quantity</c>.</summary>
    private static string PointerTo(string property)
    {
        var names = property.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(names.SkipWhile(n => n == "Body").Select(n => "/" + JsonNamingPolicy.CamelCase.ConvertName(n)));
    }
}
