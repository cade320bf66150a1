using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;

namespace RetentionApi.Platform.Http;

/// <summary>How a body names a resource by a source's own id.</summary>
/// <param name="Source">shopify, woocommerce, pos …</param>
/// <param name="ExternalId">That source's own id.</param>
internal sealed record ExternalReference(string Source, string ExternalId)
{
    /// <summary>Our id, or the source's; null where neither was told.</summary>
    public static ExternalKey? KeyOf(Guid? id, ExternalReference? reference) =>
        id is not null ? new ExternalKey(id, null, null) : reference is null ? null : new ExternalKey(null, reference.Source, reference.ExternalId);
}

internal sealed class ExternalReferenceRules : AbstractValidator<ExternalReference>
{
    public ExternalReferenceRules()
    {
        RuleFor(r => r.Source).Must(ExternalKey.IsSource).WithMessage("1 to 32 of a-z, 0-9 and _");
        RuleFor(r => r.ExternalId).Must(ExternalKey.IsExternalId).WithMessage("1 to 255 bytes, no control characters");
    }
}

/// <summary>For bodies that name a resource by our id or by a source's own.</summary>
internal static class ExternalReferenceRuleExtensions
{
    /// <summary>Exactly one of the two is told.</summary>
    public static void MustName<T>(this AbstractValidator<T> rules, Expression<Func<T, Guid?>> id, Expression<Func<T, ExternalReference?>> reference)
    {
        var told = reference.Compile();
        rules.Add(id, reference, (command, ours) => ours is null != told(command) is null);
    }

    /// <summary>One of the two is told, or neither.</summary>
    public static void MayName<T>(this AbstractValidator<T> rules, Expression<Func<T, Guid?>> id, Expression<Func<T, ExternalReference?>> reference)
    {
        var told = reference.Compile();
        rules.Add(id, reference, (command, ours) => ours is null || told(command) is null);
    }

    private static void Add<T>(this AbstractValidator<T> rules, Expression<Func<T, Guid?>> id, Expression<Func<T, ExternalReference?>> reference, Func<T, Guid?, bool> isNamed)
    {
        rules.RuleFor(id).Must(isNamed).WithMessage($"either {NameOf(id)} or {NameOf(reference)}");
        rules.RuleFor(reference).SetValidator(new ExternalReferenceRules()!);
    }

    private static string NameOf(LambdaExpression member) => JsonNamingPolicy.CamelCase.ConvertName(((MemberExpression)member.Body).Member.Name);
}
