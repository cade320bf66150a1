using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Defections;

public static class DefectionErrors
{
    public static readonly Error NeverBought = Error.Refused("defection.never_bought", "They had not bought anything then, so they could not leave.", "/toldAt");
}
