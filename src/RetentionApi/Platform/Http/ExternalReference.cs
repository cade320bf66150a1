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
